package org.sanwei.routes.handover;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.crypto.key.OfficerCertificate;

/** Tells which officer of a line signed an envelope; a recovery key is nobody's signature. */
final class Signers {
  private static final String SPILL = "spill";

  private final Recipients recipients;

  Signers(Recipients recipients) {
    this.recipients = recipients;
  }

  /** The one officer of the line whose certificate alone verifies the envelope. */
  Optional<OfficerCertificate> of(String line, byte[] envelope) {
    List<OfficerCertificate> ofLine =
        line.equals(SPILL) ? recipients.spill() : recipients.of(new Line(line));
    return ofLine.stream()
        .filter(officer -> recipients.receivers().contains(officer))
        .filter(
            officer ->
                new CipherEnvelopeVerifier(Set.of(officer)).inspect(envelope)
                    instanceof Inspected.Valid)
        .findFirst();
  }
}
