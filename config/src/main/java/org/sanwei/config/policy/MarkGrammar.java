package org.sanwei.config.policy;

import java.util.List;
import java.util.Map;

/**
 * What surrounds marks on paper: the size of the head and tail zones in lines, words that may share
 * a mark's line ({@code companions}: 份号, 明电), names of fields that hold a mark ({@code fields}:
 * 密级), the values that such a field lists when it is a blank form ({@code options}), and for a
 * character the shapes that it is misread as ({@code misread}: 机 as 木几).
 */
public record MarkGrammar(
    int headLines,
    int tailLines,
    List<String> companions,
    List<String> fields,
    List<String> options,
    Map<String, List<String>> misread) {
  public static final int USUAL_TAIL = 6;

  /** The most shapes of one character. */
  public static final int MOST_SHAPES = 16;

  /** With the usual tail, and nothing misread. */
  public MarkGrammar(
      int headLines, List<String> companions, List<String> fields, List<String> options) {
    this(headLines, USUAL_TAIL, companions, fields, options, Map.of());
  }

  public MarkGrammar {
    companions = List.copyOf(companions);
    fields = List.copyOf(fields);
    options = List.copyOf(options);
    misread = Map.copyOf(misread);
  }
}
