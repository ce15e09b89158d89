package org.sanwei.gateway.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Standing;

/** In the place of officers' certificates and an outbox: keeps what the desk gives up. */
final class KeptEnvelopes implements Raising {
  final List<Dossier> sealed = new ArrayList<>();
  final List<Envelope> left = new ArrayList<>();

  @Override
  public Envelope seal(Standing standing, Dossier dossier) {
    sealed.add(dossier);
    String digest = UUID.randomUUID().toString().replace("-", "").repeat(2);
    return new Envelope("sanwei.cipher.default", new byte[] {1}, digest);
  }

  @Override
  public void leave(Standing standing, Envelope envelope) {
    left.add(envelope);
  }
}
