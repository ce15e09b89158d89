package org.sanwei.routes.release;

/**
 * The port to a public outlet. Safe from many threads; a call may last as long as the provider's
 * time-out. Only {@link Releasable} fits it.
 */
public interface Outlet extends AutoCloseable {

  /** As named in gateway.yaml. */
  OutletName name();

  /**
   * Sends the release's words to one of its recipients, once: an adapter repeats a request only
   * when it knows that the provider refused the first. Never throws for what a provider or network
   * does.
   *
   * @throws IllegalArgumentException when the release is for another outlet or does not name the
   *     recipient: a fault of the caller
   */
  SendResult send(Releasable releasable, Recipient recipient);

  /** Ends sessions. */
  @Override
  void close();

  /** The check that every adapter makes first. */
  static void requireFits(OutletName outlet, Releasable releasable, Recipient recipient) {
    Release release = releasable.release();
    if (!release.outlet().equals(outlet)) {
      throw new IllegalArgumentException(
          "release " + release.id() + " is for outlet " + release.outlet() + ", not " + outlet);
    }
    if (!release.recipients().contains(recipient)) {
      throw new IllegalArgumentException("release " + release.id() + " does not name " + recipient);
    }
  }
}
