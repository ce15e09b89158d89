package org.sanwei.routes.handover;

import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherOpened;
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
  private final Signers signers;

  /**
   * {@code opener} holds the gateway's key and trusts every officer's certificate, and no other.
   */
  public ReceiptReader(CipherEnvelopeOpener opener, Recipients recipients) {
    this.opener = opener;
    this.signers = new Signers(recipients);
  }

  /**
   * @throws BadOfficersWord when it is not a receipt by an officer of the line it names
   */
  public AcknowledgedEnvelope read(byte[] envelope) {
    if (!(opener.open(envelope) instanceof CipherOpened.Message message)) {
      throw new BadOfficersWord("it does not open as an officer's envelope");
    }
    CipherReceipt receipt = Wire.decode(message.plain(), CipherReceipt.class);
    if (!receipt.id().hex().equals(message.header().id())) {
      throw new BadOfficersWord("its header names another item");
    }
    OfficerCertificate officer =
        signers
            .of(receipt.line(), envelope)
            .orElseThrow(() -> new BadOfficersWord("its signer is no officer of the line"));
    return new AcknowledgedEnvelope(
        receipt.id(), receipt.line(), receipt.envelope(), officer.name(), receipt.receivedAt());
  }
}
