package org.sanwei.config.label;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A 机要 line: a node in the tree of those who may receive classified items. The root is {@code
 * default}; a child is written with its ancestors, as in {@code default/military}.
 */
public record Line(String path) {
  private static final Pattern SHAPE = Pattern.compile("default(/[a-z0-9][a-z0-9-]{0,30}){0,4}");

  /** The root of the tree; it always has officers. */
  public static final Line ROOT = new Line("default");

  public Line {
    if (!SHAPE.matcher(path).matches()) {
      throw new IllegalArgumentException("line '" + path + "' must match " + SHAPE);
    }
  }

  /** The broker address of this line: dots for slashes, below {@code sanwei.cipher.}. */
  public String address() {
    return "sanwei.cipher." + path.replace('/', '.');
  }

  /** The nearest common superior of the two: who may see what belongs to both. */
  public Line join(Line other) {
    List<String> mine = List.of(path.split("/"));
    List<String> theirs = List.of(other.path.split("/"));
    int common = 0;
    while (common < Math.min(mine.size(), theirs.size())
        && mine.get(common).equals(theirs.get(common))) {
      common++;
    }
    return new Line(String.join("/", mine.subList(0, common)));
  }

  @Override
  public String toString() {
    return path;
  }
}
