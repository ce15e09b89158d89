package org.sanwei.routes.intake.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.config.policy.ChannelConfig.Since;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.mail.ScriptedImap.Mood;
import org.sanwei.routes.intake.mail.ScriptedImap.Mood.How;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LeftAtSource;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.LargeTurn;

/** A mail server that breaks off, lies, hangs and forgets: nothing half is taken, nothing lost. */
class HostileServerTest extends OnSharedPost {
  private static final String PUT_OFF = " NOT_ITS_TURN 0 2026-11-22T01:59:00Z false\n";
  private ScriptedImap server;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedImap();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(How.class)
  void whatDoesNotComeWholeIsTakenWholeAtALaterPoll(How how) throws Exception {
    server.lay(1, "first");
    server.lay(2, "second");
    server.moods.put(2L, Mood.times(how, 1));
    MailPoll poll = post.poll(peek());

    looks(poll, 4);

    assertThat(post.subjects()).containsExactlyInAnyOrder("first", "second");
    assertThat(post.arrivals())
        .allSatisfy(arrival -> assertThat(new String(arrival.body(), UTF_8)).endsWith("text\r\n"));
  }

  @ParameterizedTest
  @EnumSource(
      value = How.class,
      names = {"CUTS", "SHORTENS", "REFUSES"})
  void aMailThatNeverComesBlocksNobodyAndIsBookedInTheEnd(How how) throws Exception {
    server.lay(1, "old");
    MailPoll poll = post.poll(peek());
    looks(poll, 1);
    server.lay(2, "poisoned");
    server.lay(3, "next");
    server.moods.put(2L, Mood.always(how));

    looks(poll, 3);
    assertThat(post.subjects()).containsExactly("old", "next");
    for (int i = 0; i < 8; i++) {
      post.later(Duration.ofMinutes(2));
      looks(poll, 1);
    }

    assertThat(post.subjects()).hasSize(3).element(2).asString().startsWith("left:");

    server.moods.remove(2L);
    post.later(Duration.ofHours(2));
    looks(post.poll(peek()), 1);

    assertThat(post.subjects()).hasSize(4).element(3).isEqualTo("poisoned");
    assertThat(post.arrivals()).extracting(RawArrival::id).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noNewMailIsPassedWhenOneBelowGoesMeanwhile(boolean told) throws Exception {
    for (long uid = 1; uid <= 3; uid++) {
      server.lay(uid, "old " + uid);
    }
    MailPoll poll = post.poll(peek());
    looks(poll, 1);
    server.lay(4, "four");
    server.lay(5, "five");
    server.tells = told;
    server.goesBeforeTheList = 1;

    looks(poll, 2);

    assertThat(server.goesBeforeTheList).isZero();
    assertThat(post.subjects()).hasSize(5).endsWith("four", "five");
  }

  @Test
  void aServerThatOnlyEstimatesSizesIsBelievedWhenItGivesTheSameTwice() throws Exception {
    server.lay(1, "shorter than announced");
    server.moods.put(1L, Mood.always(How.SHORTENS));
    Imap exact = peek();
    Imap estimated =
        new Imap(
            exact.server(),
            exact.tls(),
            exact.user(),
            exact.password(),
            exact.folder(),
            null,
            exact.pollEvery(),
            exact.since(),
            exact.mailBytes(),
            false);

    looks(post.poll(estimated), 1);

    assertThat(post.arrivals()).hasSize(1);
  }

  @Test
  void aLargeMailThatIsLargerThanTheServerSaidIsTakenToItsEnd() throws Exception {
    post.largeBytes = 8 << 20;
    String mail = large(ImapMailbox.STEP_BYTES + 100);
    server.lay(1, mail, ImapMailbox.STEP_BYTES);

    looks(post.poll(pieces()), 1);

    assertThat(manifest().sm3()).isEqualTo(Sm3.hex(mail.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLargeMailThatEndsWithAStepIsTakenWhateverTheServerGivesBehindIt(boolean refuses)
      throws Exception {
    post.largeBytes = 8 << 20;
    String mail = large(2 * ImapMailbox.STEP_BYTES);
    server.lay(1, mail, mail.length());
    server.refusesBehindTheEnd = refuses;

    looks(post.poll(pieces()), 1);

    assertThat(manifest().sm3()).isEqualTo(Sm3.hex(mail.getBytes(UTF_8)));
  }

  @Test
  void aLargeMailThatComesTooSlowlyIsBrokenOffAndTakenWhenItComes() throws Exception {
    post.largeBytes = 8 << 20;
    String mail = large(3 * ImapMailbox.STEP_BYTES + 7);
    server.lay(1, mail, mail.length());
    long before = post.pieces();
    MailPoll poll = post.poll(pieces());
    server.beforeBody = () -> post.later(Duration.ofSeconds(50));

    looks(poll, 1);
    assertThat(post.arrivals()).isEmpty();
    assertThat(post.pieces()).isEqualTo(before);

    server.beforeBody = () -> post.later(Duration.ofSeconds(30));
    looks(poll, 1);
    assertThat(manifest().sm3()).isEqualTo(Sm3.hex(mail.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 8 << 20})
  void aServerThatDripsInTheMiddleOfAMailIsBrokenOff(int mailBytes) throws Exception {
    post.largeBytes = 8 << 20;
    String mail = large(ImapMailbox.STEP_BYTES);
    server.lay(1, mail, mail.length());
    server.moods.put(1L, Mood.times(How.DRIPS, 1));
    // Longer than its size allows, and the connection is never silent for long.
    server.inTheMiddle = () -> post.later(Duration.ofMinutes(3));
    MailPoll poll = post.poll(post.at(server.port(), null, new Since.Everything(), mailBytes));

    looks(poll, 1);
    assertThat(post.arrivals()).isEmpty();

    looks(poll, 1);
    assertThat(post.arrivals()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 8 << 20})
  void nobodyWaitsForAServerThatIsSlowToMoveALargeMail(int mailBytes) throws Exception {
    // given: one that is taken in pieces, or whole in its turn
    post.largeBytes = 8 << 20;
    String mail = large((int) LargeTurn.LARGE);
    server.lay(1, mail, mail.length());
    LargeIntake large = post.large();
    List<String> free = new CopyOnWriteArrayList<>();
    server.inTheMove =
        () -> {
          post.turns.tryEnter(Long.MAX_VALUE).ifPresent(turn -> enter(turn, free, "whole"));
          large.tryBegin(-1).ifPresent(taking -> enter(taking::close, free, "pieces"));
        };

    // when
    post.poll(post.at(server.port(), "Processed", new Since.Everything(), mailBytes), large).look();

    // then: another could have been taken while the server answered
    assertThat(free).containsExactly("whole", "pieces");
    assertThat(post.arrivals()).hasSize(1);
  }

  @Test
  void aConnectionThatIsLostOverAMoveMakesNoMailBehindItWait() throws Exception {
    server.lay(1, "older");
    server.lay(2, "newer");
    server.losesMoves.set(1);
    MailPoll poll = post.poll(move());

    looks(poll, 2);

    assertThat(post.subjects()).containsExactlyInAnyOrder("older", "newer");
    assertThat(server.mails).isEmpty();
    assertThat(server.commands("UID FETCH 1 (UID BODY")).hasSize(1);
  }

  private static void enter(LargeTurn.Turn turn, List<String> free, String which) {
    free.add(which);
    turn.close();
  }

  @Test
  void aMailThatIsPutOffIsNotPassedWhenThereIsNoPlaceForIt() throws Exception {
    // given: as many large mails as there are places wait for the disk, one of them booked
    post.largeBytes = 8 << 20;
    post.full = true;
    StringBuilder left = new StringBuilder();
    for (long uid = 1; uid <= Cursor.MOST_LEFT; uid++) {
      server.lay(uid, large(2_000), 2_000);
      left.append("left ").append(uid);
      left.append(uid == 7 ? " NOT_GIVEN 9 2026-12-01T00:00:00Z true\n" : PUT_OFF);
    }
    Files.createDirectories(post.cursors);
    Files.writeString(
        post.cursor(),
        String.join(
            "\n",
            "sanwei mailbox cursor 1",
            "mailbox " + CursorFile.digest("127.0.0.1", "fax", "INBOX"),
            "uidvalidity 77",
            "since all",
            "first 1001",
            "newUpTo 1000",
            "oldDownTo 1",
            left + "end\n"));
    server.lay(1_001, large(2_000), 2_000);
    server.lay(1_002, "small");
    MailPoll poll = post.poll(pieces());

    // when
    poll.look();
    poll.look();

    // then: nobody lost a place, no card says that a mail is not tried again
    assertThat(post.arrivals()).isEmpty();
    assertThat(Files.readString(post.cursor()))
        .contains("newUpTo 1000\n", "left 7 NOT_GIVEN 9 ")
        .doesNotContain("left 1001 ");

    // and: with room on the disk again all of them come
    post.full = false;
    poll.look();
    assertThat(post.arrivals())
        .hasSizeGreaterThan(2)
        .extracting(RawArrival::mediaType)
        .contains("message/rfc822", LargeBody.MEDIA_TYPE)
        .doesNotContain(LeftAtSource.MEDIA_TYPE);
    assertThat(Files.readString(post.cursor())).contains("newUpTo 1002\n");
  }

  private Imap pieces() {
    return post.at(server.port(), null, new Since.Everything(), 1_000);
  }

  private LargeBody manifest() throws Exception {
    RawArrival arrival = post.arrivals().get(0);
    return LargeBody.in(arrival.mediaType(), arrival.body()).orElseThrow();
  }

  private static String large(int length) {
    String head = Post.mail("large");
    return head + "x".repeat(length - head.length());
  }

  @Test
  void anotherUidValidityIsSaidAndNothingIsLostByIt() throws Exception {
    server.lay(1, "one");
    MailPoll poll = post.poll(peek());
    looks(poll, 1);
    server.uidValidity = 78;
    server.lay(2, "two");

    looks(poll, 2);

    assertThat(post.subjects()).containsExactly("one", "two", "one");
    assertThat(post.arrivals()).extracting(RawArrival::id).doesNotHaveDuplicates();
    assertThat(post.events())
        .filteredOn(event -> event.step() == LedgerEvent.Step.MAILBOX_RENUMBERED)
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.facts()).containsEntry("was", "77").containsEntry("is", "78"));
  }

  @Test
  void aPeekedMailboxIsExaminedAndNoCommandCouldAlterIt() throws Exception {
    server.lay(1, "one");
    looks(post.poll(peek()), 3);

    assertThat(server.commands("SELECT")).isEmpty();
    assertThat(server.commands("EXAMINE")).isNotEmpty();
    assertThat(server.commands)
        .noneMatch(c -> c.contains("STORE") || c.contains("COPY") || c.contains("MOVE"))
        .noneMatch(c -> c.contains("EXPUNGE") || c.contains("APPEND") || c.contains("BODY["));
  }

  @Test
  void aServerThatCannotMoveOneMailAloneIsRefused() throws Exception {
    server.capabilities = "IMAP4rev1";
    server.lay(1, "one");
    MailPoll poll = post.poll(move());

    assertThatThrownBy(poll::look)
        .isInstanceOf(MailboxLost.class)
        .hasMessageContaining("take: peek");
    assertThat(post.subjects()).isEmpty();
  }

  @Test
  void newMailIsNotStuckBehindTheOldAndFewMailsAreListedAtOnce() throws Exception {
    for (long uid = 1; uid <= 5_000; uid++) {
      server.lay(uid, "old " + uid);
    }
    MailPoll poll = post.poll(peek());
    boolean more = poll.look();
    assertThat(more).isTrue();
    assertThat(post.subjects()).hasSize(MailPoll.MOST_TAKEN).startsWith("old 5000");

    server.lay(5_001, "new");
    poll.look();

    assertThat(post.subjects())
        .hasSize(2 * MailPoll.MOST_TAKEN + 1)
        .element(MailPoll.MOST_TAKEN)
        .isEqualTo("new");
    assertThat(server.commands("FETCH"))
        .allSatisfy(command -> assertThat(width(command)).isLessThanOrEqualTo(MailPoll.PAGE));
    assertThat(server.bodiesAsked()).isEqualTo(2 * MailPoll.MOST_TAKEN + 1);
  }

  @Test
  void oldMailThatIsLeftAloneIsListedInPagesAndNeverFetched() throws Exception {
    for (long uid = 1; uid <= 5_000; uid++) {
      server.lay(uid * 1_000, "old " + uid);
    }
    MailPoll poll =
        post.poll(
            post.at(server.port(), null, new Since.Day(LocalDate.of(2026, 11, 23)), 1_000_000));
    while (poll.look()) {
      assertThat(server.commands.size()).isLessThan(10_000);
    }
    int commands = server.commands.size();

    looks(poll, 1);

    assertThat(server.bodiesAsked()).isZero();
    assertThat(server.commands.size() - commands).isLessThan(5);
  }

  private Imap peek() {
    return post.at(server.port(), null, new Since.Everything(), 1_000_000);
  }

  private Imap move() {
    return post.at(server.port(), "Processed", new Since.Everything(), 1_000_000);
  }

  /** Looks that may fail, as a channel's thread makes them. */
  private static void looks(MailPoll poll, int times) {
    for (int i = 0; i < times; i++) {
      try {
        poll.look();
      } catch (MailboxLost e) {
        assertThat(e.getMessage()).doesNotContain("text", "poisoned");
      }
    }
  }

  private static int width(String fetch) {
    String[] range = fetch.split(" ", 3)[1].split(":");
    return Integer.parseInt(range[range.length - 1]) - Integer.parseInt(range[0]) + 1;
  }
}
