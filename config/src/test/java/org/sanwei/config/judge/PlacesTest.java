package org.sanwei.config.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.config.judge.Judging.ARRIVAL;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.Zone;

/** Which texts a zone takes in. The shipped policy has eight lines of head and six of tail. */
class PlacesTest {

  @ParameterizedTest(name = "{0} takes in {1}: {2}")
  @CsvSource({
    "HEAD, SUBJECT, true",
    "HEAD, HEADER, true",
    "HEAD, FOOTER, false",
    "HEAD, FILE_NAME, false",
    "HEAD, SENDER, false",
    "TAIL, FOOTER, true",
    "TAIL, HEADER, false",
    "TAIL, SUBJECT, false",
    "TAIL, ATTACHMENT_NAME, false",
    "FILE_NAME, FILE_NAME, true",
    "FILE_NAME, ATTACHMENT_NAME, true",
    "ATTACHMENT_NAME, FILE_NAME, false",
    "ATTACHMENT, HEADER, true",
    "ATTACHMENT, FOOTER, true",
    "ATTACHMENT, BODY, false",
    "BODY, ATTACHMENT, false",
    "HEADER, FOOTER, false",
    "QUOTED, QUOTED, true"
  })
  void aZoneTakesInPlaces(Zone zone, Place place, boolean in) {
    assertThat(found(zone, place, "水位")).isEqualTo(in);
  }

  @ParameterizedTest(name = "line {0} of ten: head {1}, tail {2}")
  @CsvSource({
    "1, true, false",
    "4, true, false",
    "5, true, true",
    "8, true, true",
    "9, false, true"
  })
  void headAndTailAreLines(int line, boolean head, boolean tail) {
    String text = lines(line, 10);

    assertThat(found(Zone.HEAD, Place.BODY, text)).isEqualTo(head);
    assertThat(found(Zone.TAIL, Place.BODY, text)).isEqualTo(tail);
  }

  @Test
  void eachPageHasItsOwn() {
    String text = lines(0, 20) + "\f" + lines(1, 20) + "\f" + lines(0, 20);

    assertThat(found(Zone.HEAD, Place.ATTACHMENT, text)).isTrue();
    assertThat(found(Zone.TAIL, Place.ATTACHMENT, text)).isFalse();
    assertThat(found(Zone.TAIL, Place.ATTACHMENT, lines(20, 20) + "\f" + lines(0, 20))).isTrue();
  }

  @Test
  void blankLinesAreNotCounted() {
    String text = "水位\n" + "\n \n".repeat(50) + "一\n\n二\n\n三\n\n四\n\n五\n\n";

    assertThat(found(Zone.TAIL, Place.QUOTED, text)).isTrue();
    assertThat(found(Zone.TAIL, Place.QUOTED, text + "六\n")).isFalse();
  }

  @Test
  void aLevelAloneInAHeaderOrFooterIsAMark() {
    Part body = new Part("body", Place.BODY, "各单位：请查收。");

    for (Place place : List.of(Place.HEADER, Place.FOOTER)) {
      assertThat(Judging.summary(Judging.judge(body, new Part("x", place, "机密  第3页"))))
          .isEqualTo("CLASSIFIED SECRET");
    }
  }

  private static String lines(int wanted, int all) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= all; i++) {
      text.append(i == wanted ? "水位" : "行").append(i).append('\n');
    }
    return text.toString();
  }

  private static boolean found(Zone zone, Place place, String text) {
    Matcher matcher =
        new Matcher.Words(
            List.of("水位"), Set.of(Form.TEXT), Set.of(zone), List.of(), Surroundings.ANY);
    Raise raise = new Raise(null, null, null, true);
    Rule rule = new Rule("it", "why", List.of(matcher), raise, List.of());
    return !new Judge(Judging.with(List.of(rule)))
        .judge(Judging.content(place, text), ARRIVAL)
        .rules()
        .isEmpty();
  }
}
