package org.sanwei.routes.release;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Opener;
import org.sanwei.crypto.Verifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one message of a release queue: its seal is opened, the statement verified, and
 * each recipient not yet served is sent to, the book written before and after. Throws when the
 * message must come again (the book cannot be written) or can never be believed; the broker then
 * brings it again, and in the end puts it, still sealed, on the dead-letter queue.
 */
public final class ReleaseStep {
  private static final Logger LOG = LoggerFactory.getLogger(ReleaseStep.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final Outlet outlet;
  private final Opener opener;
  private final Verifier verifier;
  private final DeliveryBook book;
  private final Clock clock;

  public ReleaseStep(
      Outlet outlet, Opener opener, Verifier verifier, DeliveryBook book, Clock clock) {
    this.outlet = outlet;
    this.opener = opener;
    this.verifier = verifier;
    this.book = book;
    this.clock = clock;
  }

  /** The outlet this step serves. */
  public OutletName outlet() {
    return outlet.name();
  }

  /** The seal's purpose: a body sealed for anything else does not enter. */
  public static String sealPurpose() {
    return Release.PURPOSE;
  }

  /** Takes a sealed release statement. */
  public void accept(byte[] sealed) {
    Releasable.Outcome outcome = Releasable.verify(open(sealed), verifier, clock);
    if (outcome instanceof Releasable.Granted granted) {
      deliver(granted.releasable());
    } else if (outcome instanceof Releasable.Denied denied) {
      LOG.warn("{}: not sent, {}", denied.release(), denied.verdict());
      book.refuse(denied.release(), denied.verdict());
    } else {
      throw new UnbelievableRelease(outlet.name() + ": statement " + outcome.verdict());
    }
  }

  private byte[] open(byte[] sealed) {
    Opened opened = opener.open(sealed);
    if (opened instanceof Opened.Message message
        && message.context().purpose().equals(sealPurpose())) {
      return message.body();
    }
    throw new UnbelievableRelease(outlet.name() + ": seal " + opened.verdict());
  }

  private void deliver(Releasable releasable) {
    Release release = releasable.release();
    if (!release.outlet().equals(outlet.name())) {
      throw new UnbelievableRelease(release + " came to outlet " + outlet.name());
    }
    for (Recipient recipient : release.recipients()) {
      if (book.begin(release, recipient) instanceof DeliveryBook.Go go) {
        record(release, recipient, go.attempt(), outlet.send(releasable, recipient));
      }
    }
  }

  private void record(Release release, Recipient recipient, int attempt, SendResult result) {
    Instant again = clock.instant().plus(pause(attempt));
    if (result instanceof SendResult.Refused refused
        && refused.worthRetrying()
        && again.isBefore(release.expiresAt())) {
      book.putOff(release, recipient, attempt, refused.code(), again);
    } else {
      book.end(release, recipient, attempt, result);
    }
  }

  private static Duration pause(int attempt) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, 10));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /** A message of the release queue that is not a release of ours. Holds no content. */
  public static final class UnbelievableRelease extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnbelievableRelease(String what) {
      super(what);
    }
  }
}
