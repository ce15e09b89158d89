package org.sanwei.config.policy;

import java.util.List;

/**
 * What surrounds marks on paper: the size of the head zone in lines, words that may share a mark's
 * line ({@code companions}: 份号, 明电), names of fields that hold a mark ({@code fields}: 密级), and the
 * values that such a field lists when it is a blank form ({@code options}).
 */
public record MarkGrammar(
    int headLines, List<String> companions, List<String> fields, List<String> options) {
  public MarkGrammar {
    companions = List.copyOf(companions);
    fields = List.copyOf(fields);
    options = List.copyOf(options);
  }
}
