package org.sanwei.config.load;

import java.util.List;

/** What came of reading configuration files: all of it, or everything that is wrong with it. */
public sealed interface Loading<T> {

  /** Empty when loaded. */
  List<Problem> problems();

  /** Every file was read and nothing was wrong. */
  record Loaded<T>(T value) implements Loading<T> {
    @Override
    public List<Problem> problems() {
      return List.of();
    }
  }

  /** At least one problem; sorted by file, line and column. */
  record Refused<T>(List<Problem> problems) implements Loading<T> {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
