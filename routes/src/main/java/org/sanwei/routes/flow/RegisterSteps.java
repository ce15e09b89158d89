package org.sanwei.routes.flow;

import org.sanwei.crypto.Opener;
import org.sanwei.routes.handover.ReceiptReader;
import org.sanwei.routes.message.AcknowledgedEnvelope;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.EpochSeal;

/** The steps of {@link RegisterRoutes}: the seal comes off and the register writes. */
public final class RegisterSteps {
  private final Opener opener;
  private final ArrivalRegister register;
  private final ReceiptReader receipts;
  private final ReceiptBook book;

  public RegisterSteps(
      Opener opener, ArrivalRegister register, ReceiptReader receipts, ReceiptBook book) {
    this.opener = opener;
    this.register = register;
    this.receipts = receipts;
    this.book = book;
  }

  /** An open item or a card. */
  public void settle(byte[] sealed) {
    register.settle(SealedPayload.open(opener, sealed, EpochSeal.ENTRY, DeskEntry.class));
  }

  /** The events of one hop. */
  public void append(byte[] sealed) {
    for (LedgerEvent event :
        Wire.decodeEvents(SealedPayload.bytes(opener, sealed, EpochSeal.EVENTS))) {
      register.append(event);
    }
  }

  /** An officer's receipt: signed by the officer, sealed to the gateway. */
  public void receive(byte[] sealed) {
    AcknowledgedEnvelope receipt = receipts.read(sealed);
    book.record(
        receipt.id(), receipt.line(), receipt.officer(), receipt.receivedAt(), receipt.envelope());
  }
}
