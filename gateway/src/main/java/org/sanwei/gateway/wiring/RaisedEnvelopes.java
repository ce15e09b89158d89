package org.sanwei.gateway.wiring;

import org.sanwei.crypto.Sm3;
import org.sanwei.gateway.bulletin.Outbox;
import org.sanwei.gateway.desk.Raising;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.queue.SealedBody;

/** Seals what the desk gives up as the judge's hand-over does, and lets it leave by the outbox. */
final class RaisedEnvelopes implements Raising {
  private final Departures departures;
  private final Outbox outbox;

  RaisedEnvelopes(Departures departures, Outbox outbox) {
    this.departures = departures;
    this.outbox = outbox;
  }

  @Override
  public Envelope seal(Standing standing, Dossier dossier) {
    SealedBody sealed = departures.envelope(standing, dossier);
    return new Envelope(sealed.address(), sealed.bytes(), Sm3.hex(sealed.bytes()));
  }

  @Override
  public void leave(Standing standing, Envelope envelope) {
    outbox.addEnvelope(
        standing.reception().id(), envelope.address(), envelope.bytes(), envelope.digest());
  }
}
