package org.sanwei.routes.intake.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LeftAtSource;
import org.sanwei.routes.message.MailNature;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.sanwei.routes.read.ReadResult;

/** Mails that are taken in pieces, put off, or left where they are, for their size. */
class LargeMailTest extends OnSharedPost {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aMailOverTheLimitIsTakenInPiecesWithItsHead() throws Exception {
    post.largeBytes = 8L << 20;
    long before = post.pieces();
    String text = "x".repeat(70) + "\r\n";
    String mail = Post.mail("rain") + text.repeat(3 * ImapMailbox.STEP_BYTES / text.length());
    post.lay(mail, Post.NOW);
    post.lay("small");
    MailPoll poll = post.poll(post.imap("Processed", new Since.Everything(), 1_000));

    poll.look();

    assertThat(post.inbox().getMessageCount()).isZero();
    assertThat(post.processed()).isEqualTo(2);
    RawArrival arrival =
        post.arrivals().stream()
            .filter(each -> each.mediaType().equals(LargeBody.MEDIA_TYPE))
            .findFirst()
            .orElseThrow();
    LargeBody manifest = LargeBody.in(arrival.mediaType(), arrival.body()).orElseThrow();
    assertThat(manifest.sm3()).isEqualTo(Sm3.hex(mail.getBytes(UTF_8)));
    assertThat(manifest.head()).asString(UTF_8).contains("Subject: rain").endsWith("\r\n\r\n");
    assertThat(post.pieces() - before).isEqualTo(manifest.pieces());
    assertThat(arrival.sizeBytes()).isEqualTo(mail.length());
    assertThat(post.given.read(arrival).subject()).isEqualTo("rain");
  }

  @Test
  void aLargeMailThatIsNotItsTurnWaitsForTheNextLookAndTheOthersGoOn() throws Exception {
    // given: another mailbox's large mail is being taken
    post.largeBytes = 8L << 20;
    post.lay(Post.mail("large") + "x".repeat(2_000), Post.NOW);
    post.lay("small");
    LargeIntake large = post.large();
    MailPoll poll = post.poll(post.imap(null, new Since.Everything(), 1_000), large);

    // when
    try (LargeIntake.Taking another = large.tryBegin(-1).orElseThrow()) {
      assertThat(another.sizeBytes()).isZero();
      for (int i = 0; i < 2 * Left.TRIES_UNTIL_BOOKED; i++) {
        poll.look();
      }
    }

    // then: nobody was told of a failure, and it comes
    assertThat(post.subjects()).containsExactly("small");
    poll.look();
    assertThat(post.arrivals())
        .last()
        .extracting(RawArrival::mediaType)
        .isEqualTo(LargeBody.MEDIA_TYPE);
  }

  @Test
  void aLargeMailStaysWhileTheDiskIsFullAndTheOthersGoOn() throws Exception {
    post.largeBytes = 8L << 20;
    post.full = true;
    post.lay(Post.mail("large") + "x".repeat(2_000), Post.NOW);
    post.lay("small");
    MailPoll poll = post.poll(post.imap("Processed", new Since.Everything(), 1_000));

    poll.look();
    poll.look();

    assertThat(post.subjects()).containsExactly("small");
    assertThat(post.inbox().getMessageCount()).isEqualTo(1);

    post.full = false;
    poll.look();

    assertThat(post.arrivals()).hasSize(2);
    assertThat(post.inbox().getMessageCount()).isZero();
  }

  @Test
  void whoeverWatchesIsToldThatALargeMailWaitsForTheDisk() throws Exception {
    // given
    List<Boolean> told = new CopyOnWriteArrayList<>();
    post.largeBytes = 8L << 20;
    post.full = true;
    post.lay(Post.mail("large") + "x".repeat(2_000), Post.NOW);

    // when
    Imap imap = post.imap(null, new Since.Everything(), 1_000);
    try (MailChannel channel = post.channel(imap, told::add)) {
      channel.start();
      await("a look that puts it off").atMost(PATIENCE).until(() -> !told.isEmpty());
      post.full = false;
      await("one that takes it").atMost(PATIENCE).until(() -> told.contains(false));
    }

    // then
    assertThat(told).containsExactly(true, false);
    assertThat(post.arrivals()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDeskHasANumberForALargeMailThatIsPutOffForAnHour(boolean disk) throws Exception {
    // given: no room on the disk, or another mailbox's large mail that takes no end
    post.largeBytes = 8L << 20;
    post.full = false;
    Imap imap = post.imap(null, new Since.Everything(), 1_000);
    LargeIntake large = post.large();
    post.lay(Post.mail("large") + "x".repeat(2_000), Post.NOW);
    try (LargeIntake.Taking another = disk ? null : large.tryBegin(-1).orElseThrow()) {
      post.full = disk;
      assertThat(another == null).isEqualTo(disk);

      // when: not yet
      post.poll(imap, large).look();
      post.later(Duration.ofMinutes(59));
      post.poll(imap, large).look();
      assertThat(post.subjects()).isEmpty();

      // then: once, whatever is restarted
      for (int i = 0; i < 3; i++) {
        post.later(Duration.ofMinutes(61));
        post.poll(imap, large).look();
        assertThat(post.arrivals())
            .singleElement()
            .extracting(RawArrival::mediaType)
            .isEqualTo(LeftAtSource.MEDIA_TYPE);
      }
    }

    // and: it is tried on
    post.full = false;
    post.poll(imap, large).look();
    assertThat(post.arrivals())
        .hasSize(2)
        .last()
        .extracting(RawArrival::mediaType)
        .isEqualTo(LargeBody.MEDIA_TYPE);
  }

  @Test
  void aMailThatIsPutOffDoesNotPassOneThatCouldNotBeStored() throws Exception {
    // given: one that the broker does not take, and behind it a large one for which there is no
    // room
    post.largeBytes = 8L << 20;
    MailPoll poll = post.poll(post.imap(null, new Since.Everything(), 1_000));
    poll.look();
    post.lay("too much for the broker");
    post.lay(Post.mail("large") + "x".repeat(2_000), Post.NOW);
    post.full = true;
    post.failures = 3;

    // when
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(poll::look).isInstanceOf(BrokerUnavailable.class);
    }
    poll.look();

    // then
    assertThat(post.subjects()).containsExactly("too much for the broker");
  }

  @Test
  void aMailOverTheLargeLimitTooIsLeft() throws Exception {
    post.largeBytes = 2_000;
    post.lay(Post.mail("rain") + "x".repeat(3_000), Post.NOW);

    post.poll(post.imap(null, new Since.Everything(), 1_000)).look();

    assertThat(post.subjects()).singleElement().asString().startsWith("left:3");
  }

  @Test
  void aMailOverTheLimitStaysAndTheDeskHasANumberForItAtOnce() throws Exception {
    post.lay("small");
    post.lay(Post.mail("large") + "x".repeat(20_000), Post.NOW);
    Imap limited = post.imap("Processed", new Since.Everything(), 10_000);
    MailPoll poll = post.poll(limited);

    poll.look();
    poll.look();

    RawArrival note = post.arrivals().get(0);
    ReadResult read = post.given.read(note);
    assertThat(post.subjects())
        .hasSize(2)
        .contains("small")
        .element(0)
        .asString()
        .startsWith("left:20");
    assertThat(post.inbox().getMessageCount()).isEqualTo(1);
    assertThat(post.events().get(0).facts().get("sizeBytes")).startsWith("20");
    assertThat(read.nature()).isEqualTo(MailNature.LEFT_AT_SOURCE);
    assertThat(read.content().unread())
        .extracting(Unread::why)
        .containsExactly(UnreadReason.TOO_LARGE);
  }

  @Test
  void aHigherLimitTakesWhatWasTooLarge() throws Exception {
    post.lay(Post.mail("large") + "x".repeat(20_000), Post.NOW);
    post.poll(post.imap("Processed", new Since.Everything(), 10_000)).look();
    post.later(Duration.ofHours(2));

    post.poll(post.move()).look();

    assertThat(post.subjects()).hasSize(2).contains("large");
    assertThat(post.arrivals()).extracting(RawArrival::id).doesNotHaveDuplicates();
    assertThat(post.inbox().getMessageCount()).isZero();
  }
}
