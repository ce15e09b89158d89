package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.routes.message.SlipBody;

/** What a slip says, as the judge and the desk get it; judged under the shipped policy. */
class SlipReadingTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static Judge judge;

  @BeforeAll
  static void theShippedPolicy(@TempDir Path directory) throws IOException {
    ShippedConfig.copyTo(directory.resolve("config"));
    judge =
        new Judge(
            ((Loading.Loaded<Policy>) PolicyLoader.load(directory.resolve("config"))).value());
  }

  @Test
  void aCallGivesItsTextItsSenderAndItsParticulars() throws IOException {
    SlipBody call =
        slip(
            Map.of(
                "unit", "河西县委办",
                "caller", "王芳",
                "number", "0546-8123456",
                "takenAt", "2026-11-22T02:05",
                "text", "李庄段水位上涨，已派人巡堤。",
                "readBack", true));

    ReadResult read = Readings.read(SlipBody.MEDIA_TYPE, call.toJson());

    assertThat(read.sender()).isEqualTo("河西县委办 王芳");
    assertThat(Readings.text(read, "body")).isEqualTo("李庄段水位上涨，已派人巡堤。");
    assertThat(Readings.text(read, "slip/way")).isEqualTo("来电");
    assertThat(Readings.text(read, "slip/number")).isEqualTo("0546-8123456");
    assertThat(Readings.text(read, "slip/takenAt")).isEqualTo("2026-11-22 02:05");
    assertThat(Readings.text(read, "slip/readBack")).isEqualTo("已复述核对");
    assertThat(Readings.names(read)).doesNotContain("slip/eventAt", "slip/meetingAt");
    assertThat(read.content().unread()).isEmpty();
    assertThat(outcome(call)).isEqualTo(Outcome.OPEN);
  }

  @Test
  void aNoticeOfAMeetingGivesItsSubjectAndItsParticulars() throws IOException {
    SlipBody notice =
        slip(
            Map.of(
                "meeting", true,
                "subject", "全市防汛视频会议",
                "meetingAt", "2026-11-23T09:00",
                "meetingPlace", "市委一楼会议室",
                "attendees", "分管领导、应急局局长"));

    ReadResult read = Readings.read(SlipBody.MEDIA_TYPE, notice.toJson());

    assertThat(read.subject()).isEqualTo("全市防汛视频会议");
    assertThat(Readings.text(read, "slip/meetingAt")).isEqualTo("2026-11-23 09:00");
    assertThat(Readings.text(read, "slip/attendees")).isEqualTo("分管领导、应急局局长");
    assertThat(outcome(notice)).isEqualTo(Outcome.OPEN);
  }

  @ParameterizedTest(name = "a mark in {0} is one")
  @ValueSource(
      strings = {
        "unit",
        "caller",
        "number",
        "subject",
        "text",
        "meetingPlace",
        "attendees",
        "takenBy"
      })
  void aMarkIsAMarkInWhicheverFieldItIsTyped(String field) throws IOException {
    assertThat(outcome(slip(Map.of(field, "机密★10年")))).isEqualTo(Outcome.CLASSIFIED);
    assertThat(outcome(slip(Map.of(field, "机密")))).isEqualTo(Outcome.CLASSIFIED);
    assertThat(outcome(slip(Map.of(field, "密件，阅后即焚")))).isEqualTo(Outcome.HELD);
  }

  @Test
  void wordsInAFieldOfAMeetingAreJudgedThoughItIsNoneAnyMore() throws IOException {
    assertThat(outcome(slip(Map.of("meeting", false, "attendees", "机密★1年"))))
        .isEqualTo(Outcome.CLASSIFIED);
  }

  @Test
  void equalSlipsAreEqualBytes() throws IOException {
    Map<String, Object> words = Map.of("unit", "河西县委办", "text", "水位上涨");

    assertThat(slip(words).toJson()).isEqualTo(slip(words).toJson());
    assertThat(SlipBody.fromJson(slip(words).toJson())).isEqualTo(slip(words));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          words and a time        | takenAt   | 2026-11-22T02:05 | true
          a time with seconds     | takenAt   | 2026-11-22T02:05:09 | true
          no time at all          | takenAt   | ''               | true
          a time that is none     | takenAt   | 昨晚             | false
          half a letter           | text      | '\ud83d'         | false
          a letter in two halves  | text      | '\ud83d\ude00'   | true
          """)
  void tellsWhatCanBeKept(String why, String field, String value, boolean fits) throws IOException {
    ObjectNode node = blank();
    node.put("text", "水位上涨").put(field, value);

    assertThat(SlipBody.fromJson(JSON.writeValueAsBytes(node)).fits()).as(why).isEqualTo(fits);
  }

  @Test
  void isBoundedAndSaysNothingOfWhatItCannotRead() throws IOException {
    assertThat(slip(Map.of("text", "水".repeat(SlipBody.MAX_TEXT))).fits()).isTrue();
    assertThat(slip(Map.of("text", "水".repeat(SlipBody.MAX_TEXT + 1))).fits()).isFalse();
    assertThat(slip(Map.of("caller", "a\u0000")).fits()).isFalse();
    assertThat(slip(Map.of("unit", "水".repeat(SlipBody.MAX_FIELD + 1))).fits()).isFalse();
    assertThatThrownBy(() -> SlipBody.fromJson("{\"text\":\"CANARY\"}".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .hasMessageNotContaining("CANARY");
    assertThat(slip(Map.of("text", "CANARY")).toString()).doesNotContain("CANARY");
  }

  @Test
  void ticksTimesAndOnesOwnNameAreNoWords() throws IOException {
    assertThat(
            slip(Map.of("takenAt", "2026-11-22T02:05", "takenBy", "张明", "readBack", true)).blank())
        .isTrue();
    assertThat(slip(Map.of("number", "110")).blank()).isFalse();
  }

  private static Outcome outcome(SlipBody slip) {
    ReadResult read = Readings.read(SlipBody.MEDIA_TYPE, slip.toJson());
    return judge
        .judge(
            read.content(),
            new Arrival("hand-desk", read.sender(), Instant.parse("2026-11-22T02:05:00Z")))
        .outcome();
  }

  private static SlipBody slip(Map<String, Object> fields) throws IOException {
    ObjectNode node = blank();
    fields.forEach((name, value) -> node.set(name, JSON.valueToTree(value)));
    return SlipBody.fromJson(JSON.writeValueAsBytes(node));
  }

  private static ObjectNode blank() {
    ObjectNode node = JSON.createObjectNode().put("version", 1).put("way", "CALL");
    for (String name :
        new String[] {
          "unit",
          "caller",
          "number",
          "takenAt",
          "eventAt",
          "takenBy",
          "subject",
          "text",
          "meetingAt",
          "meetingPlace",
          "attendees"
        }) {
      node.put(name, "");
    }
    return node.put("readBack", false).put("meeting", false);
  }
}
