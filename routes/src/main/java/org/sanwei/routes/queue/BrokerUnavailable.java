package org.sanwei.routes.queue;

/** The broker did not take the bodies; none of them is stored, and the source keeps its message. */
public class BrokerUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BrokerUnavailable(Throwable cause) {
    super("the broker does not take messages now", cause);
  }

  BrokerUnavailable(String what) {
    super(what);
  }
}
