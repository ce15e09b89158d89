package org.sanwei.routes.read;

/**
 * Counts what the pages of one PDF do. A page that draws what draws itself twice would have no end,
 * and the library asks nobody whether it should go on.
 */
final class Operators {
  /** A page of a large map has some hundred thousand. */
  private static final int MOST = 1_500_000;

  private static final int A_CHECK = 1_024;

  private final Gathering gathering;
  private int seen;

  Operators(Gathering gathering) {
    this.gathering = gathering;
  }

  /** Thrown once there are more than any honest file has. Never leaves the package. */
  static final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMany() {
      super("too many operators", null, false, false);
    }
  }

  void count() {
    seen++;
    if (seen % A_CHECK == 0) {
      gathering.checkpoint();
    }
    if (seen > MOST) {
      throw new TooMany();
    }
  }
}
