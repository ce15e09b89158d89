package org.sanwei.config.judge;

/**
 * One match of one rule. {@code start} and {@code end} are Unicode code points of the part's text
 * as extracted, end exclusive. Only {@code rule} is public evidence; the rest is sealed with a held
 * or classified item.
 */
public record Evidence(String rule, String part, int start, int end, String excerpt) {
  @Override
  public String toString() {
    return "Evidence[" + rule + "]";
  }
}
