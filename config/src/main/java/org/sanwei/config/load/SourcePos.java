package org.sanwei.config.load;

/** A place in a configuration file; line and column count from 1. */
public record SourcePos(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
