package org.sanwei.routes.release;

/**
 * Stands before an outlet while a new office only tries the gateway (试运行): whatever is to be sent
 * comes this far, verified and booked like any send, and is refused with {@link #CODE}. It has no
 * way to send, so that no fault elsewhere makes it.
 */
public final class ShadowOutlet implements Outlet {
  /** The code in the book and the ledger of what was not sent for this. */
  public static final String CODE = "shadow";

  private final OutletName name;

  public ShadowOutlet(OutletName name) {
    this.name = name;
  }

  @Override
  public OutletName name() {
    return name;
  }

  @Override
  public SendResult send(Releasable releasable, Recipient recipient) {
    Outlet.requireFits(name, releasable, recipient);
    return new SendResult.Refused(CODE, false);
  }

  @Override
  public void close() {}
}
