package org.sanwei.crypto.key;

import java.io.IOException;
import java.nio.file.Path;

/** A key or certificate cannot be used. Says where, what and the mend; never a secret. */
public final class BadKeyFile extends IOException {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final String what;
  private final String fix;

  BadKeyFile(Path where, String what, String fix) {
    this(where.toString(), what, fix);
  }

  BadKeyFile(String where, String what, String fix) {
    super(where + ": " + what + "\n    fix: " + fix);
    this.where = where;
    this.what = what;
    this.fix = fix;
  }

  public String where() {
    return where;
  }

  public String what() {
    return what;
  }

  public String fix() {
    return fix;
  }
}
