package org.sanwei.gateway.facsimile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.desk.FaxPages;
import org.sanwei.gateway.desk.RunningDesk;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.Reception;

/** Pages and corrections for programs, over a real server and database. */
class FacsimileInterfaceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CANARY = "当前水库水?己超汛限水位1.32米";

  private static RunningDesk desk;

  private Reception fax;
  private Reception classified;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("officer", "李值守", Role.DUTY_OFFICER);
    desk.person("leader", "王带班", Role.DUTY_LEADER);
    desk.person("editor", "钱编辑", Role.INFORMATION_EDITOR);
    desk.person("sysadmin", "孙系统", Role.SYSTEM_ADMINISTRATOR);
    desk.person("secadmin", "周安全", Role.SECURITY_ADMINISTRATOR);
    desk.person("auditor", "赵审计", Role.SECURITY_AUDITOR);
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @BeforeEach
  void anOpenFaxOfTwoPagesAndOneThatIsClassified() {
    fax = Samples.reception(Samples.newId(), Instant.now(), ChannelKind.FAX);
    desk.register()
        .settle(
            FaxPages.fax(
                fax, List.of("特急", "关于强降雨的紧急通知", CANARY), List.of("联系人：王建国", "2026年7月22日")));
    classified = Samples.reception(Samples.newId(), Instant.now(), ChannelKind.FAX);
    desk.register().settle(Samples.card(classified, Outcome.CLASSIFIED, "mark"));
  }

  @Test
  void everyPageComesWithItsLinesWhereTheyStandAndHowSurelyTheyWereRead() throws Exception {
    JsonNode all = JSON.readTree(get("officer", fax, "").body());

    assertThat(all.path("id").asText()).isEqualTo(fax.id().hex());
    assertThat(all.path("pages")).hasSize(2);
    JsonNode page = all.path("pages").get(0);
    assertThat(page.path("page").asInt()).isEqualTo(1);
    assertThat(page.path("width").asInt()).isPositive();
    assertThat(page.path("confidence").asInt()).isEqualTo(55);
    assertThat(page.path("lines")).hasSize(3);
    JsonNode head = page.path("lines").get(0);
    assertThat(head.path("text").asText()).isEqualTo("特急");
    assertThat(head.path("zone").asText()).isEqualTo("head-left");
    assertThat(head.path("grade").asText()).isEqualTo("sure");
    assertThat(head.path("rules").get(0).asText()).isEqualTo("urgency");
    assertThat(head.path("box").path("bottom").asInt())
        .isGreaterThan(head.path("box").path("top").asInt());
    JsonNode poor = page.path("lines").get(2);
    assertThat(poor.path("grade").asText()).isEqualTo("poor");
    assertThat(poor.has("correction")).isFalse();
    assertThat(desk.part(Ledger.class).of(fax.id()))
        .as("that they were read is written down")
        .anyMatch(event -> event.step().name().equals("VIEWED"));
  }

  @Test
  void aPictureIsAPngThatNobodyKeeps() throws Exception {
    HttpResponse<String> picture = get("officer", fax, "/2/picture");

    assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(picture.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(picture.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(picture.body()).contains("PNG");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          officer  | 200 | 200
          leader   | 200 | 200
          editor   | 200 | 200
          sysadmin | 403 | 403
          secadmin | 403 | 403
          auditor  | 403 | 403
          nobody   | 401 | 401
          """)
  void eachPostGetsWhatItMayAndNothingElse(String login, int reads, int corrects) throws Exception {
    assertThat(get(login, fax, "").statusCode()).isEqualTo(reads);
    assertThat(get(login, fax, "/1/picture").statusCode()).isEqualTo(reads);
    assertThat(correct(login, fax, 2, 1, "联系人：王建军").statusCode()).isEqualTo(corrects);
    assertThat(get("auditor", fax, "").body()).doesNotContain("水库");
  }

  @Test
  void whatIsClassifiedIsToldApartFromNothingByNobody() throws Exception {
    Reception unknown = Samples.reception(Samples.newId(), Instant.now(), ChannelKind.FAX);

    for (String path : List.of("", "/1/picture")) {
      HttpResponse<String> hidden = get("officer", classified, path);
      HttpResponse<String> none = get("officer", unknown, path);
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(same(hidden, classified)).as(path).isEqualTo(same(none, unknown));
    }
    HttpResponse<String> hidden = correct("officer", classified, 1, 1, "x");
    assertThat(hidden.statusCode()).isEqualTo(404);
    assertThat(same(hidden, classified))
        .isEqualTo(same(correct("officer", unknown, 1, 1, "x"), unknown));
  }

  @Test
  void aCorrectionStandsBesideWhatWasRecognised() throws Exception {
    HttpResponse<String> corrected = correct("officer", fax, 1, 3, "当前水库水位已超汛限水位1.32米");

    assertThat(corrected.statusCode()).isEqualTo(200);
    assertThat(JSON.readTree(corrected.body()).path("outcome").asText()).isEqualTo("OPEN");
    JsonNode line =
        JSON.readTree(get("leader", fax, "").body()).path("pages").get(0).path("lines").get(2);
    assertThat(line.path("text").asText()).isEqualTo(CANARY);
    assertThat(line.path("correction").path("text").asText()).isEqualTo("当前水库水位已超汛限水位1.32米");
    assertThat(line.path("correction").path("person").asText()).isEqualTo("李值守");
  }

  @Test
  void aMarkThatIsReadClosesTheItemFromView() throws Exception {
    HttpResponse<String> raised = correct("officer", fax, 1, 1, "机密★10年");

    assertThat(raised.statusCode()).isEqualTo(200);
    JsonNode item = JSON.readTree(raised.body());
    assertThat(item.path("outcome").asText()).isEqualTo("CLASSIFIED");
    assertThat(raised.body()).doesNotContain("水库", "强降雨", "★");
    assertThat(get("officer", fax, "").statusCode()).isEqualTo(404);
    assertThat(get("officer", fax, "/1/picture").statusCode()).isEqualTo(404);
    assertThat(correct("officer", fax, 1, 1, "平件").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no such page        | 3 | 1 | {"text":"x"}     | 404 | not-found
          no such line        | 1 | 9 | {"text":"x"}     | 404 | not-found
          more than a line    | 1 | 1 | {"text":"一\\n二"} | 400 | too-long
          no text at all      | 1 | 1 | {}               | 400 | bad-request
          not JSON            | 1 | 1 | 机密★10年          | 400 | bad-request
          """)
  void whatDoesNotFitIsRefusedWithoutItsWords(
      String why, int page, int line, String body, int status, String code) throws Exception {
    HttpResponse<String> answer =
        desk.call("officer", "POST", pages(fax) + "/" + page + "/lines/" + line, body);

    assertThat(answer.statusCode()).as(why).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
    assertThat(answer.body()).doesNotContain("★", "一");
  }

  private static HttpResponse<String> get(String login, Reception item, String path)
      throws Exception {
    return desk.get(login, pages(item) + path);
  }

  private static HttpResponse<String> correct(
      String login, Reception item, int page, int line, String text) throws Exception {
    String body = JSON.writeValueAsString(JSON.createObjectNode().put("text", text));
    return desk.call(login, "POST", pages(item) + "/" + page + "/lines/" + line, body);
  }

  private static String pages(Reception item) {
    return "/api/v1/items/" + item.id() + "/pages";
  }

  /** The answer without the id that was asked for. */
  private static String same(HttpResponse<String> answer, Reception item) {
    return Objects.requireNonNull(answer.body()).replace(item.id().hex(), "");
  }
}
