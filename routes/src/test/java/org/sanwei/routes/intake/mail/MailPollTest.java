package org.sanwei.routes.intake.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Flags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.MailNature;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.sanwei.routes.read.ReadResult;

/** Mail from a real IMAP server to a real broker, in both ways. */
class MailPollTest {
  private static Post.Shared shared;

  private Post post;

  @BeforeAll
  static void startShared(@TempDir Path directory) throws Exception {
    shared = Post.Shared.start(directory);
  }

  @AfterAll
  static void stopShared() throws Exception {
    shared.close();
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    post = new Post(shared, directory);
  }

  @AfterEach
  void stop() throws Exception {
    post.close();
  }

  @Test
  void aMailIsSealedAndThenMoved() throws Exception {
    post.lay("rain");
    MailPoll poll = post.poll(post.move());

    poll.look();

    assertThat(post.subjects()).containsExactly("rain");
    assertThat(post.inbox().getMessageCount()).isZero();
    assertThat(post.processed()).isEqualTo(1);
  }

  @Test
  void mailThatComesLaterIsMovedWithoutLosingTheConnection() throws Exception {
    MailPoll poll = post.poll(post.move());
    poll.look();
    for (int round = 0; round < 3; round++) {
      post.lay("first of " + round);
      post.lay("second of " + round);

      poll.look();

      assertThat(post.inbox().getMessageCount()).isZero();
    }
    assertThat(post.processed()).isEqualTo(6);
  }

  @Test
  void aPeekedMailboxIsTheSameAfterwardsAsBefore() throws Exception {
    for (int i = 0; i < 5; i++) {
      post.lay("rain " + i);
    }
    post.inbox().getMessages().get(1).setFlag(Flags.Flag.SEEN, true);
    post.inbox().getMessages().get(2).setFlag(Flags.Flag.FLAGGED, true);
    TreeMap<Long, String> before = post.flags();
    MailPoll poll = post.poll(post.peek());

    poll.look();
    post.lay("later");
    before.put(6L, post.flags().get(6L));
    poll.look();
    poll.look();

    assertThat(post.flags()).isEqualTo(before);
    assertThat(post.processed()).isZero();
    assertThat(post.subjects())
        .containsExactly("rain 4", "rain 3", "rain 2", "rain 1", "rain 0", "later");
  }

  @Test
  void theCursorOutlivesAStartAndNothingIsTakenTwice() throws Exception {
    post.lay("one");
    post.poll(post.peek()).look();
    post.lay("two");

    post.poll(post.peek()).look();
    post.poll(post.peek()).look();

    assertThat(post.subjects()).containsExactly("one", "two");
  }

  @Test
  void aLostCursorCostsDuplicatesAndNothingElse() throws Exception {
    post.lay("one");
    post.poll(post.peek()).look();
    Files.delete(post.cursor());

    post.poll(post.peek()).look();

    assertThat(post.arrivals()).hasSize(2).extracting(RawArrival::id).containsOnly(id(0));
  }

  @Test
  void aCursorThatIsHalfWrittenIsNoCursor() throws Exception {
    post.lay("one");
    post.poll(post.peek()).look();
    Path file = post.cursor();
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 5));

    post.poll(post.peek()).look();

    assertThat(post.arrivals()).hasSize(2).extracting(RawArrival::id).containsOnly(id(0));
  }

  @Test
  void whereNothingCanBeStoredNothingIsPassed() throws Exception {
    post.lay("rain");
    post.failures = 5;
    MailPoll moving = post.poll(post.move());

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(moving::look).isInstanceOf(BrokerUnavailable.class);
    }

    assertThat(post.inbox().getMessageCount()).isEqualTo(1);
    assertThat(Files.readString(post.cursor())).contains("oldDownTo 2").doesNotContain("left");

    moving.look();

    assertThat(post.subjects()).containsExactly("rain");
  }

  @Test
  void aMailThatCannotBeStoredBlocksNobodyOnceAnotherCan() throws Exception {
    MailPoll poll = post.poll(post.peek());
    poll.look();
    post.lay("too much for the broker");
    post.lay("next");
    post.failures = 3;
    assertThatThrownBy(poll::look).isInstanceOf(BrokerUnavailable.class);
    assertThatThrownBy(poll::look).isInstanceOf(BrokerUnavailable.class);

    poll.look();

    assertThat(post.subjects()).containsExactly("next", "too much for the broker");
  }

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
  void aMailOverTheLargeLimitTooIsLeft() throws Exception {
    post.largeBytes = 2_000;
    post.lay(Post.mail("rain") + "x".repeat(3_000), Post.NOW);

    post.poll(post.imap(null, new Since.Everything(), 1_000)).look();

    assertThat(post.subjects()).singleElement().asString().startsWith("left:3");
  }

  @Test
  void oldMailIsTakenFromTheDayThatIsConfigured() throws Exception {
    post.lay(Post.mail("october"), Instant.parse("2026-10-31T15:59:59Z"));
    post.lay(Post.mail("november"), Instant.parse("2026-10-31T16:00:00Z"));
    Imap since = post.imap(null, new Since.Day(LocalDate.of(2026, 11, 1)), 1_000_000);

    post.poll(since).look();

    assertThat(post.subjects()).containsExactly("november");
  }

  @Test
  void anEarlierDayTakesWhatWasLeftAloneBefore() throws Exception {
    post.lay(Post.mail("october"), Instant.parse("2026-10-31T15:59:59Z"));
    post.poll(post.imap(null, new Since.DaysBefore(7), 1_000_000)).look();
    assertThat(post.subjects()).isEmpty();

    post.poll(post.peek()).look();

    assertThat(post.subjects()).containsExactly("october");
  }

  @Test
  void theDaysBeforeTheFirstContactAreCountedFromItWhateverIsLostLater() throws Exception {
    Imap week = post.imap(null, new Since.DaysBefore(7), 1_000_000);
    post.lay(Post.mail("six days old"), Post.NOW.minus(Duration.ofDays(6)));
    post.lay(Post.mail("a month old"), Post.NOW.minus(Duration.ofDays(30)));
    post.poll(week).look();
    post.later(Duration.ofDays(20));
    Files.delete(post.cursor());

    post.poll(week).look();

    assertThat(post.subjects()).containsExactly("six days old", "six days old");
  }

  @Test
  void moreDaysBeforeTheFirstContactTakeMore() throws Exception {
    post.lay(Post.mail("a month old"), Post.NOW.minus(Duration.ofDays(30)));
    post.poll(post.imap(null, new Since.DaysBefore(7), 1_000_000)).look();
    assertThat(post.subjects()).isEmpty();
    post.later(Duration.ofDays(20));

    post.poll(post.imap(null, new Since.DaysBefore(30), 1_000_000)).look();

    assertThat(post.subjects()).containsExactly("a month old");
  }

  @Test
  void mailThatComesLaterIsTakenWhateverItsDate() throws Exception {
    MailPoll poll = post.poll(post.imap(null, new Since.DaysBefore(7), 1_000_000));
    poll.look();
    post.lay(Post.mail("a device whose clock stands"), Instant.parse("1970-01-01T00:00:00Z"));

    poll.look();

    assertThat(post.subjects()).containsExactly("a device whose clock stands");
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
        .containsExactly(Unread.Why.TOO_LARGE);
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

  @Test
  void whatPeopleHaveMarkedAsDeletedIsTakenAndNotExpunged() throws Exception {
    post.lay("marked by a person");
    post.inbox().getMessages().get(0).setFlag(Flags.Flag.DELETED, true);
    post.lay("another");

    post.poll(post.peek()).look();

    assertThat(post.subjects()).containsExactly("another", "marked by a person");
    assertThat(post.inbox().getMessageCount()).isEqualTo(2);
  }

  @Test
  void headersThatAStrangerWroteChangeNothing() throws Exception {
    post.lay(
        "CamelJmsDestinationName: elsewhere\r\nJMSReplyTo: elsewhere\r\n" + Post.mail("x"),
        Post.NOW);

    post.poll(post.move()).look();

    assertThat(post.subjects()).containsExactly("x");
    assertThat(post.processed()).isEqualTo(1);
  }

  private ArrivalId id(int n) throws Exception {
    return post.arrivals().get(n).id();
  }
}
