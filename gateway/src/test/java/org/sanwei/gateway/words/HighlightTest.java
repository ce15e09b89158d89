package org.sanwei.gateway.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;

class HighlightTest {

  @Test
  void offsetsAreCodePointsAndOverlapsAreCutApart() {
    String text = "𠮷𠮷特急通知";

    List<Highlight.Segment> segments =
        Highlight.segments(text, List.of(match("a", 2, 4), match("b", 3, 6)));

    assertThat(segments)
        .containsExactly(
            new Highlight.Segment("𠮷𠮷", List.of()),
            new Highlight.Segment("特", List.of("a")),
            new Highlight.Segment("急", List.of("a", "b")),
            new Highlight.Segment("通知", List.of("b")));
  }

  @Test
  void offsetsBeyondTheTextAreCutToIt() {
    assertThat(Highlight.segments("ab", List.of(match("a", -3, 99))))
        .containsExactly(new Highlight.Segment("ab", List.of("a")));
    assertThat(Highlight.segments("", List.of(match("a", 0, 1)))).isEmpty();
    assertThat(Highlight.excerpt(List.of(new Part("body", Place.BODY, "ab")), match("a", 9, 4)))
        .isEmpty();
  }

  private static Evidence match(String rule, int start, int end) {
    return new Evidence(rule, "body", start, end, "");
  }
}
