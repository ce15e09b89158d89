package org.sanwei.routes.queue;

/** The disk has too little room for it; nothing is stored, and the source keeps its message. */
public final class DiskFull extends BrokerUnavailable {
  private static final long serialVersionUID = 1L;

  public DiskFull() {
    super("the disk has too little room for this message now");
  }
}
