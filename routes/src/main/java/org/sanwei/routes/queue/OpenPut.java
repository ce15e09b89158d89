package org.sanwei.routes.queue;

import jakarta.jms.JMSException;
import java.util.function.Consumer;

/**
 * Sealed bodies that go onto the broker one after the other, and are there all of them at the
 * {@link #commit()}, or none. Closed before that, nothing of them stays. For one thread.
 */
public final class OpenPut implements AutoCloseable {
  private final Lane lane;
  private final Consumer<Boolean> giveBack;
  private boolean broken;
  private boolean committed;
  private boolean closed;

  OpenPut(Lane lane, Consumer<Boolean> giveBack) {
    this.lane = lane;
    this.giveBack = giveBack;
  }

  /**
   * Hands one more over.
   *
   * @throws BrokerUnavailable when the broker did not take it; it takes no further one then
   */
  public void add(SealedBody body) {
    begun();
    try {
      lane.send(body);
    } catch (JMSException e) {
      broken = true;
      throw new BrokerUnavailable(e);
    }
  }

  /**
   * Returns after the journal is on the disk.
   *
   * @throws BrokerUnavailable when the broker did not confirm it; the caller must not acknowledge
   *     its source
   */
  public void commit() {
    begun();
    try {
      lane.commit();
      committed = true;
    } catch (JMSException e) {
      broken = true;
      throw new BrokerUnavailable(e);
    }
  }

  private void begun() {
    if (broken || committed || closed) {
      throw new IllegalStateException("this put is over");
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!committed && !broken) {
      try {
        lane.rollback();
      } catch (JMSException e) {
        // The session is closed below, and with it goes what it had not committed.
        broken = true;
      }
    }
    giveBack.accept(!broken);
  }
}
