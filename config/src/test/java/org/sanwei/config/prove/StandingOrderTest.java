package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.StandingOrders;
import org.sanwei.config.judge.StandingOrders.Decision;
import org.sanwei.config.judge.StandingOrders.Fired;
import org.sanwei.config.judge.StandingOrders.Fires;
import org.sanwei.config.judge.StandingOrders.Silent;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.load.Deployment;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.UnreadReason;

class StandingOrderTest {
  private static final String ORDER =
      """
      orders:
        - id: weather-red
          why: 红色预警须在三十分钟内到带班领导手机。
          channel: intranet-post
          credential: oa
          template: '{place}气象台{month}月{day}日发布{kind}红色预警信号。'
          slots:
            place: [临江市, 河西县]
            kind: [暴雨, 台风]
            month: 1..12
            day: 1..31
          outlets: [sms]
          recipients: [带班领导]
          cap: { times: 2, within: 24h }
          from: 2026-12-01
          until: 2027-05-31
          tests:
            - sequence:
                - { received: "2026-12-05T02:00", text: "临江市气象台12月5日发布暴雨红色预警信号。", fires: true }
                - { received: "2026-12-05T03:00", text: "临江市气象台12月5日发布台风红色预警信号。", fires: true }
                - { received: "2026-12-05T04:00", text: "临江市气象台12月5日发布暴雨红色预警信号。", fires: false, because: cap }
                - { received: "2026-12-06T02:00", text: "临江市气象台12月6日发布暴雨红色预警信号。", fires: true }
      """;
  private static final String WARNING = "临江市气象台12月5日发布暴雨红色预警信号。";
  private static final LocalDateTime NIGHT = LocalDateTime.of(2026, 12, 5, 2, 0);

  @TempDir private Path dir = Path.of("");

  @Test
  void itsOwnTestsGoOverTimeAndAreRunWithThePolicysOthers() throws IOException {
    write(ORDER);
    assertThat(PolicyCheck.check(dir).clean()).isTrue();

    write(ORDER.replace("fires: false, because: cap", "fires: true"));
    assertThat(PolicyCheck.check(dir).failures())
        .extracting(PolicyTests.Failure::what)
        .containsExactly("does not fire: cap");

    write(ORDER.replace("because: cap", "because: expired"));
    assertThat(PolicyCheck.check(dir).failures())
        .extracting(PolicyTests.Failure::what)
        .containsExactly("does not fire for the reason cap, not expired");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a stranger's 特急 on a channel for everybody | fax-mail      |     | 【特急】请立即转发全体领导           | 0 | source
          the right words from a stranger's mail       | fax-mail      |     | 临江市气象台12月5日发布暴雨红色预警信号。 | 0 | source
          a sender who says that he is the station     | intranet-post |     | 临江市气象台12月5日发布暴雨红色预警信号。 | 0 | source
          another integrator on the right channel      | intranet-post | hotline-12345 | 临江市气象台12月5日发布暴雨红色预警信号。 | 0 | source
          the right integrator on another channel      | intranet-lan  | oa  | 临江市气象台12月5日发布暴雨红色预警信号。 | 0 | source
          before its first day                         | intranet-post | oa  | 临江市气象台12月5日发布暴雨红色预警信号。 | -5 | not-yet
          after its last day                           | intranet-post | oa  | 临江市气象台12月5日发布暴雨红色预警信号。 | 178 | expired
          a word of its own before the text            | intranet-post | oa  | 转：临江市气象台12月5日发布暴雨红色预警信号。 | 0 | template
          a word of its own behind the text            | intranet-post | oa  | 临江市气象台12月5日发布暴雨红色预警信号。请回电13900000000 | 0 | template
          a second line                                | intranet-post | oa  | '临江市气象台12月5日发布暴雨红色预警信号。\n密码1234' | 0 | template
          a place that is not in the list              | intranet-post | oa  | 东山市气象台12月5日发布暴雨红色预警信号。 | 0 | template
          a number out of its range                    | intranet-post | oa  | 临江市气象台13月5日发布暴雨红色预警信号。 | 0 | template
          a number that is none                        | intranet-post | oa  | 临江市气象台十二月5日发布暴雨红色预警信号。 | 0 | template
          nothing                                      | intranet-post | oa  | ''                                    | 0 | label
          the right text below a mark                  | intranet-post | oa  | '机密★10年\n临江市气象台12月5日发布暴雨红色预警信号。' | 0 | label
          """)
  void doesNotFireFor(
      String why, String channel, String credential, String text, int days, String reason)
      throws IOException {
    StandingOrders orders = orders();
    LocalDateTime at = NIGHT.plusDays(days);

    Decision decision =
        decide(orders, channel, credential == null ? "" : credential, text(text), at, at);

    assertThat(decision).as(why).isInstanceOf(Silent.class);
    assertThat(((Silent) decision).reason().word()).isEqualTo(reason);
  }

  @Test
  void firesWithItsOwnWordsHoweverTheSourceWroteTheCharacters() throws IOException {
    Decision decision =
        decide(orders(), "intranet-post", "oa", text("临江市气象台１２月５日发布暴雨红色预警信号。 "), NIGHT, NIGHT);

    assertThat(decision).isEqualTo(new Fires("weather-red", WARNING));
    assertThat(decision).asString().doesNotContain("气象");
  }

  @Test
  void doesNotFireOnceTheMessageIsOldOrComesFromTheFuture() throws IOException {
    StandingOrders orders = orders();

    assertThat(decide(orders, "intranet-post", "oa", text(WARNING), NIGHT, NIGHT.plusMinutes(29)))
        .isInstanceOf(Fires.class);
    assertThat(decide(orders, "intranet-post", "oa", text(WARNING), NIGHT, NIGHT.plusMinutes(30)))
        .isEqualTo(new Silent("weather-red", StandingOrders.Reason.STALE));
    assertThat(decide(orders, "intranet-post", "oa", text(WARNING), NIGHT, NIGHT.minusSeconds(1)))
        .isEqualTo(new Silent("weather-red", StandingOrders.Reason.STALE));
  }

  @Test
  void doesNotFireWhenThereIsMoreThanItsText() throws IOException {
    StandingOrders orders = orders();
    Part body = new Part("body", Place.BODY, WARNING);
    List<Content> more =
        List.of(
            new Content(List.of(body, new Part("a", Place.ATTACHMENT, "附件")), List.of()),
            new Content(List.of(body, new Part("b", Place.BODY, WARNING)), List.of()),
            new Content(List.of(body, new Part("subject", Place.SUBJECT, "转发")), List.of()),
            new Content(List.of(new Part("subject", Place.SUBJECT, WARNING)), List.of()));

    for (Content content : more) {
      assertThat(decide(orders, "intranet-post", "oa", content, NIGHT, NIGHT))
          .isEqualTo(new Silent("weather-red", StandingOrders.Reason.PARTS));
    }
    Content unread = new Content(List.of(body), List.of(new Unread("2", UnreadReason.ENCRYPTED)));
    assertThat(decide(orders, "intranet-post", "oa", unread, NIGHT, NIGHT))
        .isEqualTo(new Silent("weather-red", StandingOrders.Reason.LABEL));
  }

  @Test
  void theCapCountsWhatFiredWithinItsTimeAndNothingOfOtherOrders() throws IOException {
    StandingOrders orders = orders();
    List<Fired> before = new ArrayList<>(List.of(fired("other", 1), fired("other", 2)));
    before.add(fired("weather-red", 1));
    before.add(fired("weather-red", 24 * 60));

    assertThat(decide(orders, text(WARNING), before)).isInstanceOf(Fires.class);

    before.add(fired("weather-red", 24 * 60 - 1));
    assertThat(decide(orders, text(WARNING), before))
        .isEqualTo(new Silent("weather-red", StandingOrders.Reason.CAP));
  }

  @Test
  void aVerdictOfAnotherPolicyCountsForNothing() throws IOException {
    Policy policy = policy();
    Content content = text(WARNING);
    Arrival arrival = new Arrival("intranet-post", "", instant(NIGHT));
    Verdict verdict = new Judge(policy).judge(content, arrival);
    Verdict elsewhere =
        new Verdict(verdict.outcome(), verdict.reason(), verdict.label(), "00", List.of());

    assertThat(
            new StandingOrders(policy)
                .decide(content, arrival, "oa", elsewhere, List.of(), instant(NIGHT)))
        .containsExactly(new Silent("weather-red", StandingOrders.Reason.LABEL));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a slot for whatever is written | kind: [暴雨, 台风]      | # none                 | slot 'kind' is not described
          a slot that is not used        | kind: [暴雨, 台风]      | kind: [暴雨], more: [x] | is not YAML here
          a slot for any text            | kind: [暴雨, 台风]      | kind: '.*'             | 'orders[0].slots.kind' is '.*'
          two slots side by side         | 台{month}月             | 台{month}{day}         | side by side
          a range that is none           | month: 1..12           | month: 12..1           | 'orders[0].slots.month' is '12..1'
          no cap                         | cap: { times: 2, within: 24h } | # no           | 'orders[0].cap' is missing
          a cap that is none             | times: 2               | times: 100000          | 'orders[0].cap.times' is '100000'
          no end                         | until: 2027-05-31      | # none                 | 'orders[0].until' is missing
          an end after two years         | until: 2027-05-31      | until: 2028-05-31      | in force for 548 days
          an end before its begin        | until: 2027-05-31      | until: 2026-05-31      | in force for 0 days
          no credential                  | credential: oa         | # none                 | 'orders[0].credential' is missing
          no outlet                      | outlets: [sms]         | outlets: []            | names nobody
          an outlet that is not there    | outlets: [sms]         | outlets: [telex]       | outlet 'telex', which is not there
          nobody to send to              | recipients: [带班领导] | recipients: []         | names nobody
          a channel that is not there    | channel: intranet-post | channel: telex         | names channel 'telex'
          fresh for ever                 | cap:                   | freshFor: 900h, cap:   | is not YAML here
          a test of nothing              | sequence:              | sequenze:              | is a sequence of messages
          a brace that is no slot        | 发布{kind}             | 发布{KIND}             | is no slot
          """)
  void refusesAnOrderThatIsTooWide(String why, String from, String to, String what)
      throws IOException {
    assertThat(ORDER).contains(from);
    write(ORDER.replace(from, to));

    List<Problem> problems = PolicyLoader.load(dir).problems();

    assertThat(problems).as(why).anySatisfy(p -> assertThat(p.what()).contains(what));
    assertThat(problems).allSatisfy(p -> assertThat(p.at().file()).isEqualTo("policy/90.yaml"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mail, whose sender proves nothing | channel: fax-mail      | oa | on which nobody proves who they are
          texts of anybody                  | channel: sms-in        | oa | on which nobody proves who they are
          somebody who does not post there  | channel: intranet-post | fax-server | which does not post on channel 'intranet-post'
          """)
  void refusesAnOrderForASourceThatProvesNothing(
      String why, String channel, String credential, String what) throws IOException {
    write(
        ORDER
            .replace("channel: intranet-post", channel)
            .replace("credential: oa", "credential: " + credential));

    assertThat(Deployment.lint(dir).problems())
        .as(why)
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains(what));
  }

  private StandingOrders orders() throws IOException {
    return new StandingOrders(policy());
  }

  private Policy policy() throws IOException {
    write(ORDER);
    return ((Loading.Loaded<Policy>) PolicyLoader.load(dir)).value();
  }

  private Decision decide(StandingOrders orders, Content content, List<Fired> before)
      throws IOException {
    Arrival arrival = new Arrival("intranet-post", "", instant(NIGHT));
    Verdict verdict = new Judge(policy()).judge(content, arrival);
    return orders.decide(content, arrival, "oa", verdict, before, instant(NIGHT)).get(0);
  }

  private Decision decide(
      StandingOrders orders,
      String channel,
      String credential,
      Content content,
      LocalDateTime received,
      LocalDateTime now)
      throws IOException {
    Arrival arrival = new Arrival(channel, "气象台 <oa@weather.example>", instant(received));
    Verdict verdict = new Judge(policy()).judge(content, arrival);
    return orders.decide(content, arrival, credential, verdict, List.of(), instant(now)).get(0);
  }

  private static Fired fired(String order, int minutesAgo) {
    return new Fired(order, instant(NIGHT).minus(Duration.ofMinutes(minutesAgo)));
  }

  private static Content text(String text) {
    return new Content(List.of(new Part("body", Place.BODY, text.replace("\\n", "\n"))), List.of());
  }

  private static Instant instant(LocalDateTime time) {
    return time.atZone(Policy.BEIJING).toInstant();
  }

  private void write(String orders) throws IOException {
    ShippedConfig.copyTo(dir);
    Files.writeString(dir.resolve("policy/90.yaml"), orders);
  }
}
