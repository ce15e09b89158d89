package org.sanwei.gateway.desk;

/** What came of an act upon an item. Codes are stable and stand in the interface. */
public sealed interface Acted {

  /** The word used in the interface and on pages. */
  String code();

  /** It is as was asked for; {@code row} is what it is now. */
  record Done(Row row) implements Acted {
    @Override
    public String code() {
      return "done";
    }
  }

  /** There is no such item. */
  record NoSuchItem() implements Acted {
    @Override
    public String code() {
      return "not-found";
    }
  }

  /** It waits to be judged, or is held or classified: not the desk's to work on. */
  record NotOpen(Row row) implements Acted {
    @Override
    public String code() {
      return "not-open";
    }
  }

  /** Another person claimed it first and keeps it until it closes (首办负责). */
  record OwnedByAnother(Row row) implements Acted {
    @Override
    public String code() {
      return "owned-by-another";
    }
  }

  /** It must be claimed before it can be closed. */
  record NotClaimed(Row row) implements Acted {
    @Override
    public String code() {
      return "not-claimed";
    }
  }

  /** It is closed. */
  record AlreadyClosed(Row row) implements Acted {
    @Override
    public String code() {
      return "already-closed";
    }
  }

  /** Raised: nobody sees it any more. But it is too large for this heap to be sealed and purged. */
  record TooLarge(Row row) implements Acted {
    @Override
    public String code() {
      return "too-large";
    }
  }

  /** Its sender cannot be asked to send it again; {@code code} says why. */
  record NoResend(Row row, String code) implements Acted {}

  /** The asker saw an older version; {@code row} is what it is now. */
  record Stale(Row row) implements Acted {
    @Override
    public String code() {
      return "stale-version";
    }
  }
}
