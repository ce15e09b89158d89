package org.sanwei.gateway.database;

import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL cannot serve. Says where, what, and the edit that mends it; never holds a
 * password or a statement.
 */
public final class DatabaseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of trouble it is, for callers that act on it. */
  public enum Kind {
    /** The data directory cannot be written, or cannot be entered by the database's user. */
    DATA_DIRECTORY,
    /** Another running gateway holds the data directory. */
    IN_USE,
    /** No binaries in the jar for this machine. */
    UNSUPPORTED_MACHINE,
    /** The binaries could not be unpacked. */
    UNPACK,
    /** initdb refused. */
    INITIALISE,
    /** postgres did not start, or did not answer in time. */
    START,
    /** postgres runs with a setting that can lose an acknowledged write. */
    NOT_DURABLE
  }

  private final Kind kind;
  private final String where;
  private final String what;
  private final String mend;

  DatabaseFailure(Kind kind, String where, String what, String mend, @Nullable Throwable cause) {
    super(where + ": " + what + "\n    fix: " + mend, cause);
    this.kind = kind;
    this.where = where;
    this.what = what;
    this.mend = mend;
  }

  DatabaseFailure(Kind kind, String where, String what, String mend) {
    this(kind, where, what, mend, null);
  }

  public Kind kind() {
    return kind;
  }

  /** The file, directory or address concerned. */
  public String where() {
    return where;
  }

  public String what() {
    return what;
  }

  /** What the operator does about it, as one sentence. */
  public String mend() {
    return mend;
  }
}
