package org.sanwei.gateway.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.graph.RouteGraph;
import org.sanwei.gateway.wiring.ProvenRoutes;

class RouteMapTest {
  private static Policy policy;
  private static RouteGraph graph;
  private static RouteMap map;

  @BeforeAll
  static void drawTheShippedRoutes(@TempDir Path dir) throws IOException {
    policy = TestPolicy.shipped();
    graph = ProvenRoutes.graph(dir, policy);
    map = new RouteMap(graph);
  }

  @Test
  void everyPlaceOfTheProofIsOnTheMapAndEveryLegLeadsFromOneToAnother() {
    List<String> ids = map.stops().stream().map(RouteMap.Stop::id).toList();

    assertThat(ids)
        .doesNotHaveDuplicates()
        .contains("channel:fax-mail", "sanwei.intake", RouteMap.JUDGE, "desk", "network:sms");
    assertThat(map.legs())
        .isNotEmpty()
        .allSatisfy(leg -> assertThat(ids).contains(leg.from(), leg.to()));
    assertThat(map.stops())
        .filteredOn(stop -> stop.id().startsWith("network:"))
        .isNotEmpty()
        .allSatisfy(stop -> assertThat(stop.clearance()).isEqualTo(Sensitivity.PUBLIC));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what is open goes to the desk          | desk                  | channel:fax-mail sanwei.intake judge-judge direct:depart sanwei.desk desk
          what is held goes to the line          | sanwei.cipher.default | channel:fax-mail sanwei.intake judge-judge direct:depart sanwei.cipher.default
          what is above the ceiling goes apart   | sanwei.spill          | channel:fax-mail sanwei.intake judge-judge direct:depart sanwei.spill
          to a place that is not there is no way | sanwei.elsewhere      |
          """)
  void theWayOfAnItemGoesByTheJudge(String why, String place, String way) {
    assertThat(String.join(" ", map.way("fax-mail", place)))
        .as(why)
        .isEqualTo(way == null ? "" : way);
    assertThat(map.way("telex", place)).isEmpty();
  }

  @Test
  void thePictureHoldsEachPlaceOnceAndMarksTheWay() {
    RouteBoard board =
        new RouteBoard(() -> policy, now -> graph, (key, arguments, locale) -> key + "<&\">");

    RouteBoard.Drawn whole = board.drawn("", "", "", Locale.ENGLISH);
    RouteBoard.Drawn held = board.drawn("fax-mail", "HELD", "default", Locale.ENGLISH);

    assertThat(whole.because()).isNull();
    assertThat(whole.svg())
        .doesNotContain(" on\"")
        .contains("aria-label=\"policy.route.title&lt;&amp;&quot;&gt;\"");
    assertThat(whole.svg().split("<rect", -1)).hasSize(map.stops().size() + 1);
    assertThat(held.because()).startsWith("policy.route.HELD");
    assertThat(held.svg().split("class=\"leg on\"", -1)).hasSize(5);
    assertThat(held.levels())
        .containsExactly(Sensitivity.TOP_SECRET, Sensitivity.WORK_SECRET, Sensitivity.PUBLIC);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a channel that is not ours | <script> | OPEN    | default
          an outcome that is none    | fax-mail | <b>     | default
          a line that is not ours    | fax-mail | HELD    | default/<b>
          a line that is no path     | fax-mail | HELD    | ../etc
          """)
  void whatIsNotOursIsNotShownAgain(String why, String channel, String outcome, String line) {
    RouteBoard.Drawn drawn =
        new RouteBoard(() -> policy, now -> graph, (key, arguments, locale) -> key)
            .drawn(channel, outcome, line, Locale.ENGLISH);

    assertThat(drawn.because()).as(why).isNull();
    assertThat(drawn.svg()).doesNotContain("<script>", "<b>", "etc");
  }
}
