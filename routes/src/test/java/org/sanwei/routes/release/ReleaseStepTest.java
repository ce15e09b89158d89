package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.sanwei.crypto.SealContext;

/** The step over a book and an outlet in memory that a test can break. */
class ReleaseStepTest {
  private static final Release RELEASE = Releases.release("sms").build();

  private final ListedBook book = new ListedBook();
  private final ScriptedOutlet outlet = new ScriptedOutlet();
  private final ReleaseStep step =
      new ReleaseStep(outlet, Releases.SEALS, Releases.SEALS, book, Releases.CLOCK);

  @Test
  void eachRecipientIsSentToOnceBetweenTwoEntries() {
    // when
    step.accept(sealed(RELEASE));

    // then
    assertThat(book.entries)
        .containsExactly("begin r-1", "end r-1 1 accepted", "begin r-2", "end r-2 1 accepted");
    assertThat(outlet.sent).containsExactly("r-1", "r-2");
  }

  @Test
  void theSameMessageAgainSendsNothing() {
    // given
    step.accept(sealed(RELEASE));

    // when
    step.accept(sealed(RELEASE));

    // then
    assertThat(outlet.sent).containsExactly("r-1", "r-2");
  }

  @Test
  void aSendThatNeverCameBackIsNotRepeated() {
    // given: the process died between the two entries
    book.states.put("r-1", "SENDING");

    // when
    step.accept(sealed(RELEASE));

    // then
    assertThat(book.states).containsEntry("r-1", "UNKNOWN");
    assertThat(outlet.sent).containsExactly("r-2");
  }

  @Test
  void withTheBookClosedNothingIsSentAndTheMessageComesAgain() {
    // given
    book.closed = true;

    // then
    assertThatThrownBy(() -> step.accept(sealed(RELEASE)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(outlet.sent).isEmpty();
  }

  @Test
  void aBookThatClosesAfterTheSendLeavesSendingToBeFound() {
    // given
    book.closesAfter = 1;
    assertThatThrownBy(() -> step.accept(sealed(RELEASE)))
        .isInstanceOf(IllegalStateException.class);

    // when: it opens, and the broker brings the message again
    book.closed = false;
    step.accept(sealed(RELEASE));

    // then
    assertThat(book.states).containsEntry("r-1", "UNKNOWN");
    assertThat(outlet.sent).containsExactly("r-1", "r-2");
  }

  @Test
  void whatIsRefusedForNowIsPutOffAndTheOthersAreServed() {
    // given
    outlet.results.put("r-1", new SendResult.Refused("smpp-0x58", true));

    // when
    step.accept(sealed(RELEASE));

    // then
    assertThat(book.entries)
        .contains("putOff r-1 1 smpp-0x58 " + Releases.NOW.plusSeconds(5), "end r-2 1 accepted");
  }

  @Test
  void whatCouldOnlyBeTriedAgainTooLateHasFailed() {
    // given
    outlet.results.put("r-1", new SendResult.Refused("smpp-0x58", true));
    Release ending = Releases.release("sms").expiresAt(Releases.NOW.plusSeconds(5)).build();

    // when
    step.accept(sealed(ending));

    // then
    assertThat(book.entries).contains("end r-1 1 refused");
  }

  @Test
  void anExpiredReleaseIsWrittenDownAndNotSent() {
    // given
    Release expired = Releases.release("sms").expiresAt(Releases.NOW).build();

    // when
    step.accept(sealed(expired));

    // then
    assertThat(book.entries).containsExactly("refuse expired");
    assertThat(outlet.sent).isEmpty();
  }

  @Test
  void inShadowModeEverySendIsBookedAndRefusedForGood() {
    // given
    Outlet shadow = new ShadowOutlet(outlet.name());
    ReleaseStep muted =
        new ReleaseStep(shadow, Releases.SEALS, Releases.SEALS, book, Releases.CLOCK);

    // when
    muted.accept(sealed(RELEASE));
    muted.accept(sealed(RELEASE));

    // then
    assertThat(book.entries)
        .containsSubsequence("begin r-1", "end r-1 1 refused", "begin r-2", "end r-2 1 refused")
        .noneMatch(entry -> entry.startsWith("putOff"));
    assertThat(outlet.sent).isEmpty();
  }

  @Test
  void whatCannotBeBelievedIsThrownBackToTheBrokerWithoutItsWords() {
    // given
    byte[] statement = Releases.statement(RELEASE);
    List<byte[]> unbelievable =
        List.of(
            "平稳".getBytes(StandardCharsets.UTF_8),
            Releases.SEALS.seal(new SealContext("intake/1", "x"), statement),
            Releases.SEALS.seal(
                new SealContext(ReleaseStep.sealPurpose(), "x"), ReleaseCodec.write(RELEASE)),
            sealed(Releases.release("wecom").build()));

    // then
    for (byte[] body : unbelievable) {
      assertThatThrownBy(() -> step.accept(body))
          .isInstanceOf(ReleaseStep.UnbelievableRelease.class)
          .hasMessageNotContainingAny("平稳", "汛情", "13800138001");
    }
    assertThat(book.entries).isEmpty();
    assertThat(outlet.sent).isEmpty();
  }

  static byte[] sealed(Release release) {
    return Releases.SEALS.seal(
        new SealContext(ReleaseStep.sealPurpose(), release.id() + "/" + release.outlet()),
        Releases.statement(release));
  }

  /** Answers what a test says. */
  static final class ScriptedOutlet implements Outlet {
    final Map<String, SendResult> results = new HashMap<>();
    final List<String> sent = new CopyOnWriteArrayList<>();

    @Override
    public OutletName name() {
      return new OutletName("sms");
    }

    @Override
    public SendResult send(Releasable releasable, Recipient recipient) {
      Outlet.requireFits(name(), releasable, recipient);
      sent.add(recipient.id());
      return results.getOrDefault(recipient.id(), new SendResult.Accepted(List.of("1")));
    }

    @Override
    public void close() {
      sent.clear();
    }
  }

  /** A book in memory; fails while closed. */
  static final class ListedBook implements DeliveryBook {
    final List<String> entries = new CopyOnWriteArrayList<>();
    final Map<String, String> states = new HashMap<>();
    volatile boolean closed;
    int closesAfter = Integer.MAX_VALUE;

    private void open() {
      if (closesAfter-- == 0) {
        closed = true;
      }
      if (closed) {
        throw new IllegalStateException("the book is closed");
      }
    }

    @Override
    public Begun begin(Release release, Recipient recipient) {
      open();
      String before = states.getOrDefault(recipient.id(), "QUEUED");
      if (before.equals("QUEUED")) {
        entries.add("begin " + recipient.id());
        states.put(recipient.id(), "SENDING");
        return new Go(1);
      }
      if (before.equals("SENDING")) {
        states.put(recipient.id(), "UNKNOWN");
        return new LeftUnknown();
      }
      return new Done();
    }

    @Override
    public void end(Release release, Recipient recipient, int attempt, SendResult result) {
      open();
      states.put(recipient.id(), result.verdict());
      entries.add("end " + recipient.id() + " " + attempt + " " + result.verdict());
    }

    @Override
    public void putOff(
        Release release, Recipient recipient, int attempt, String code, Instant until) {
      open();
      states.put(recipient.id(), "QUEUED");
      entries.add("putOff " + recipient.id() + " " + attempt + " " + code + " " + until);
    }

    @Override
    public void refuse(Release release, String verdict) {
      open();
      entries.add("refuse " + verdict);
    }
  }

  static final Duration PATIENCE = Duration.ofSeconds(20);
}
