package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What a text costs, counted in looks at its characters and not by a clock: of twice the text no
 * more than twice the looks, whatever is repeated in it.
 */
class StepsProperties {
  private static final int LENGTH = 40_000;

  /** Windows around as many words as are looked at: {@link Judge#WORDS_PER_RULE} a matcher. */
  private static final long SLACK = Judge.WORDS_PER_RULE * 10_000L;

  private final Compiled compiled = new Compiled(Judging.SHIPPED);
  private final Shapes shapes =
      new Shapes(Judging.SHIPPED.marks(), compiled.marks(), compiled::plain);

  @Property(tries = 80)
  void twiceTheTextIsNoMoreThanTwiceTheLooks(@ForAll("pieces") List<String> pieces) {
    String piece = String.join("", pieces);
    int times = Math.max(1, LENGTH / piece.length());

    long once = looks(piece.repeat(times));
    long twice = looks(piece.repeat(2 * times));

    assertThat(twice).isLessThanOrEqualTo(2 * once + SLACK);
  }

  @Property(tries = 80)
  void oneLongRunBetweenTwoCharactersCostsNoMoreThanItsLength(@ForAll("pieces") List<String> run) {
    String piece = String.join("", run);
    String text = "机" + piece.repeat(LENGTH / piece.length() + 1) + "密★10年";

    assertThat(looks(text)).isLessThan(400L * text.length() + SLACK);
  }

  private long looks(String text) {
    Counting counting = new Counting(NormalText.of(text));
    Part part = new Part("it", Place.BODY, text);
    Frame frame = Frame.of(counting, part, Judging.SHIPPED.marks());
    compiled.look(frame, shapes, new Finds(compiled.atoms()));
    return counting.looks;
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "机", "密", "绝", "秘", "级", "★", "*", "·", ":", "<", ">", "<a", "</b>", "(", ")", "(jī)",
            "【", "】", "\"", " ", "\n", "\f", "年", "1", "0", "S", "SECRET", "TOP", "J", "M", "&",
            ";", "-", "、", "内部", "密电", "密级", "死亡", "3人", "道路", "聚集", "涉密", "女", "此件", "\u200B")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6);
  }

  /** Counts every look at a character. */
  private static final class Counting extends NormalText {
    private long looks;

    Counting(NormalText text) {
      super(text);
    }

    @Override
    int at(int i) {
      looks++;
      return super.at(i);
    }
  }
}
