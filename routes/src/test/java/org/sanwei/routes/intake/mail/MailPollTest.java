package org.sanwei.routes.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Flags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.config.policy.ChannelConfig.Tls;
import org.sanwei.config.policy.GatewayConfig.Endpoint;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.BrokerUnavailable;

/** Mail from a real IMAP server to a real broker, in both ways. */
class MailPollTest extends OnSharedPost {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void whoeverWatchesIsToldWhenLooksBeginToFailAndWhenTheyGoWellAgain() {
    // given: a mailbox whose password is wrong until somebody mends it
    List<Boolean> told = new CopyOnWriteArrayList<>();
    post.password("another");

    // when
    try (MailChannel channel = post.channel(post.peek(), told::add)) {
      channel.start();
      await("a failing look").atMost(PATIENCE).until(() -> !told.isEmpty());
      post.password("secret");
      await("a good one").atMost(PATIENCE).until(() -> told.contains(false));
    }

    // then
    assertThat(told.subList(0, 2)).containsExactly(true, false);
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
  void whereTlsIsWantedNoWordIsSaidWithoutACertificateThatIsTrusted() throws Exception {
    Imap plain = post.peek();
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Imap implicit =
          new Imap(
              new Endpoint("127.0.0.1", listening.getLocalPort()),
              Tls.IMPLICIT,
              plain.user(),
              plain.password(),
              plain.folder(),
              null,
              plain.pollEvery(),
              plain.since(),
              plain.mailBytes(),
              true);
      CompletableFuture<Integer> said = CompletableFuture.supplyAsync(() -> firstByteOf(listening));

      assertThatThrownBy(() -> post.poll(implicit).look()).isInstanceOf(MailboxLost.class);

      assertThat(said.get(60, TimeUnit.SECONDS)).as("a TLS handshake's first byte").isEqualTo(22);
    }
  }

  private static int firstByteOf(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      return socket.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
