package org.sanwei.routes.handover;

import java.util.List;
import java.util.Set;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.routes.message.AcknowledgedEnvelope;
import org.sanwei.routes.message.CipherReceipt;
import org.sanwei.routes.message.Wire;

/**
 * Reads officers' receipts: sealed to the gateway, signed by an officer's personal key, and only
 * good for a line of which that officer is one.
 */
public final class ReceiptReader {
  private final CipherEnvelopeOpener opener;
  private final Recipients recipients;

  /**
   * {@code opener} holds the gateway's key and trusts every officer's certificate, and no other.
   */
  public ReceiptReader(CipherEnvelopeOpener opener, Recipients recipients) {
    this.opener = opener;
    this.recipients = recipients;
  }

  /**
   * @throws BadReceipt when it is not a receipt by an officer of the line it names
   */
  public AcknowledgedEnvelope read(byte[] envelope) {
    if (!(opener.open(envelope) instanceof CipherOpened.Message message)) {
      throw new BadReceipt("it does not open as an officer's envelope");
    }
    CipherReceipt receipt = Wire.decode(message.plain(), CipherReceipt.class);
    if (!receipt.id().hex().equals(message.header().id())) {
      throw new BadReceipt("its header names another item");
    }
    OfficerCertificate officer = signer(receipt.line(), envelope);
    return new AcknowledgedEnvelope(
        receipt.id(), receipt.line(), receipt.envelope(), officer.name(), receipt.receivedAt());
  }

  /** The one officer of the line whose certificate alone verifies the envelope. */
  private OfficerCertificate signer(String line, byte[] envelope) {
    List<OfficerCertificate> ofLine =
        line.equals("spill") ? recipients.spill() : recipients.of(new Line(line));
    return ofLine.stream()
        .filter(officer -> recipients.receivers().contains(officer))
        .filter(
            officer ->
                new CipherEnvelopeVerifier(Set.of(officer)).inspect(envelope)
                    instanceof Inspected.Valid)
        .findFirst()
        .orElseThrow(() -> new BadReceipt("its signer is no officer of the line"));
  }

  /** Something on the receipt queue that is no receipt; it rests in the dead-letter queue. */
  public static final class BadReceipt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadReceipt(String why) {
      super("not a receipt: " + why);
    }
  }
}
