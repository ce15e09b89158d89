package org.sanwei.config.prove;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;
import org.sanwei.config.policy.RuleTest;

class PolicyDifferenceTest {
  private static final Policy BASE = PolicyTexts.base();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          a word less                  ~ amount: [死亡]             ~ amount: [遇难]             ~ dead   ~ both     ~ shown
          another word is only new     ~ words: [涉密]              ~ words: [涉密, 密件]         ~ doubt  ~ tightens ~ -
          a form less                  ~ form: [choice, inset]     ~ form: [inset]             ~ doubt  ~ loosens  ~ shown
          a form more                  ~ form: [choice, inset]     ~ form: [choice, inset, lead] ~ doubt ~ tightens ~ -
          an excuse more ~ words: [名单], atLeast ~ words: [名单], unless: [名单公示], atLeast ~ repeated ~ loosens ~ shown
          an excuse of no effect ~ unless: [商业秘密] ~ unless: [商业秘密, 秘密花园] ~ mark ~ loosens ~ not-found
          an excuse less               ~ unless: [商业秘密]          ~ unless: []                ~ mark   ~ tightens ~ -
          fewer places                 ~ in: [head, file-name]     ~ in: [head]                ~ mark   ~ loosens  ~ shown
          what stands before, gone     ~ before: '(?:本|此)件$',     ~                           ~ doubt  ~ tightens ~ -
          what stands before, another  ~ '(?:本|此)件$'              ~ '此件$'                    ~ doubt  ~ both     ~ shown
          what excuses after, wider    ~ '^培训'                    ~ '^(?:培训|人员)'            ~ doubt  ~ both     ~ shown
          more times                   ~ atLeast: 3 }\\n    raises: { sens ~ atLeast: 4 }\\n    raises: { sens ~ repeated ~ loosens ~ shown
          fewer times                  ~ atLeast: 3 }\\n    raises: { sens ~ atLeast: 2 }\\n    raises: { sens ~ repeated ~ tightens ~ -
          a pattern's class narrowed   ~ 密字第[0-9]+号              ~ 密字第[1-9]+号             ~ number ~ both     ~ -
          nearer                       ~ within: 12                ~ within: 5                 ~ near   ~ loosens  ~ shown
          one of the words near less   ~ to: [名单, 底稿]            ~ to: [名单]                 ~ near   ~ loosens  ~ shown
          a higher number              ~ units: [人], atLeast: 3    ~ units: [人], atLeast: 4    ~ dead   ~ loosens  ~ shown
          a lower number               ~ units: [人], atLeast: 3    ~ units: [人], atLeast: 2    ~ dead   ~ tightens ~ -
          a unit more                  ~ units: [人]                ~ units: [人, 名]            ~ dead   ~ both     ~ -
          a sender less                ~ ["0546*", "@moh.gov.cn"]  ~ ["0546*"]                 ~ night  ~ loosens  ~ shown
          other hours                  ~ from: "22:00"             ~ from: "23:00"             ~ night  ~ both     ~ shown
          a kind of channel less       ~ kinds: [fax]              ~ kinds: [sms]              ~ origin ~ both     ~ shown
          a reason less                ~ [encrypted, archive]      ~ [encrypted]               ~ origin ~ loosens  ~ shown
          any reason                   ~ [encrypted, archive]      ~ [any]                     ~ origin ~ tightens ~ -
          holds no more                ~ raises: { hold: suspect }\\n  - id: dead ~ raises: { urgency: FLASH }\\n  - id: dead ~ near ~ both ~ shown
          less secret                  ~ sensitivity: WORK_SECRET  ~ sensitivity: PUBLIC       ~ repeated ~ loosens ~ shown
          more secret                  ~ sensitivity: WORK_SECRET  ~ sensitivity: SECRET       ~ repeated ~ tightens ~ -
          to a superior line ~ line: default/military } ~ line: default } ~ shadow ~ tightens ~ -
          to no line ~ , line: default/military } ~ } ~ shadow ~ loosens ~ shown
          a lower level of event       ~ level: LARGER             ~ level: ORDINARY           ~ dead   ~ loosens  ~ shown
          another sentence             ~ why: 词多。                 ~ why: 词很多。               ~ repeated ~ wording ~ -
          """)
  void aChangedRuleSaysWhichWayItGoes(
      String why, String from, String to, String rule, String direction, String loosening) {
    PolicyDifference difference = to(PolicyTexts.edited(lines(from), to == null ? "" : lines(to)));

    Change change = difference.ofRule(rule).orElseThrow();
    assertThat(change.direction().word()).as(why).isEqualTo(direction);
    assertThat(change.loosening() instanceof Loosening.None)
        .isEqualTo(!change.direction().loosens());
    if (!loosening.equals("-")) {
      assertThat(change.loosening().word()).isEqualTo(loosening);
    }
    assertThat(difference.changes())
        .extracting(Change::name)
        .allMatch(name -> name.equals(rule) || name.equals("marks"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          a higher ceiling            ~ ceiling: CONFIDENTIAL      ~ ceiling: SECRET         ~ ceiling  ~ loosens  ~ shown
          a lower ceiling             ~ ceiling: CONFIDENTIAL      ~ ceiling: WORK_SECRET    ~ ceiling  ~ tightens ~ -
          an outlet that may send more ~ clearance: PUBLIC         ~ clearance: WORK_SECRET  ~ outlets.sms ~ loosens ~ not-of-verdicts
          one officer more            ~ [officer-a, officer-b]     ~ [officer-a, officer-b, officer-d] ~ lines.default ~ loosens ~ not-of-verdicts
          one officer less            ~ [officer-a, officer-b]     ~ [officer-a]             ~ lines.default ~ tightens ~ -
          another gets spills         ~ spill: [security-a]        ~ spill: [security-b]     ~ spill    ~ both     ~ not-of-verdicts
          a shorter head              ~ headLines: 8               ~ headLines: 3            ~ marks    ~ loosens  ~ shown
          a longer head               ~ headLines: 8               ~ headLines: 9            ~ marks    ~ tightens ~ -
          a companion less            ~ companions: [份号, 明电]     ~ companions: [份号]       ~ marks    ~ loosens  ~ shown
          a field less                ~ fields: [密级, 等级]         ~ fields: [密级]           ~ marks    ~ both     ~ shown
          an option less              ~ options: [绝密, 机密, 秘密, 公开] ~ options: [绝密, 机密, 秘密] ~ marks ~ both  ~ shown
          another channel             ~ sms-in: { kind: sms }      ~ sms-in: { kind: fax }   ~ channels.sms-in ~ both ~ -
          a longer silence            ~ silence: 4h                ~ silence: 5h             ~ silence  ~ loosens  ~ not-of-verdicts
          only the version            ~ version: 1                 ~ version: 2              ~ version  ~ wording  ~ -
          """)
  void aChangedOfficeSaysWhichWayItGoes(
      String why, String from, String to, String name, String direction, String loosening) {
    PolicyDifference difference = to(PolicyTexts.edited(from, to));

    assertThat(difference.changes()).as(why).hasSize(1);
    assertThat(difference.changes().get(0).subject()).isEqualTo(Change.Subject.OFFICE);
    Change change = difference.changes().get(0);
    assertThat(change.name()).isEqualTo(name);
    assertThat(change.direction().word()).isEqualTo(direction);
    if (!loosening.equals("-")) {
      assertThat(change.loosening().word()).isEqualTo(loosening);
    }
  }

  @Test
  void theSameTwiceDiffersInNothing() {
    assertThat(to(BASE).changes()).isEmpty();
    assertThat(to(BASE).loosens()).isFalse();
  }

  @Test
  void aRemovedRuleShowsAMessageThatIsJudgedLower() {
    PolicyDifference difference = to(without("number"));

    Loosening.Shown shown = (Loosening.Shown) difference.ofRule("number").orElseThrow().loosening();
    assertThat(Shift.between(shown.before(), shown.after())).isEqualTo(Shift.LOWER);
    assertThat(shown.before().rules()).contains("number");
    assertThat(shown.after().outcome().name()).isEqualTo("OPEN");
  }

  @Test
  void aRemovedRuleThatOthersCoverIsListedAllTheSame() {
    Policy twice = with(rule("again", rule("mark")));
    PolicyDifference difference = PolicyDifference.between(twice, BASE);

    Change change = difference.ofRule("again").orElseThrow();
    assertThat(change.direction()).isEqualTo(Direction.LOOSENS);
    assertThat(change.loosening()).isInstanceOf(Loosening.Covered.class);
    assertThat(((Loosening.Covered) change.loosening()).rules()).contains("mark");
    assertThat(((Loosening.Covered) change.loosening()).tried()).isPositive();
  }

  @Test
  void aLooseningThatCannotBeShownIsStillALoosening() {
    PolicyDifference difference =
        to(PolicyTexts.edited("密字第[0-9]+号|密函[0-9]{4}", "密字第[0-9]+号|密函[^0-9]{4}"));

    Change change = difference.ofRule("number").orElseThrow();
    assertThat(change.direction().loosens()).isTrue();
    assertThat(change.loosening()).isNotNull();
  }

  @Test
  void anAddedRuleTightens() {
    PolicyDifference difference = PolicyDifference.between(without("near"), BASE);

    assertThat(difference.loosens()).isFalse();
    assertThat(difference.ofRule("near").orElseThrow().kind()).isEqualTo(Change.Kind.ADDED);
  }

  @Test
  void ownTestsAreTheFirstExamples() {
    Change change = to(without("number")).ofRule("number").orElseThrow();

    RuleTest message = ((Loosening.Shown) change.loosening()).message();
    assertThat(message.texts()).containsValue("收到密字第12号来文。");
  }

  private static PolicyDifference to(Policy now) {
    return PolicyDifference.between(BASE, now);
  }

  private static Policy without(String id) {
    return with(BASE.rules().stream().filter(rule -> !rule.id().equals(id)).toList());
  }

  private static Policy with(Rule added) {
    List<Rule> rules = new ArrayList<>(BASE.rules());
    rules.add(added);
    return with(rules);
  }

  private static Rule rule(String id) {
    return BASE.rules().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static Rule rule(String id, Rule like) {
    return new Rule(id, like.why(), like.matchers(), like.raises(), like.tests());
  }

  static Policy with(List<Rule> rules) {
    return new Policy(
        "d",
        BASE.version(),
        BASE.ceiling(),
        BASE.channels(),
        BASE.outlets(),
        BASE.lines(),
        BASE.spill(),
        BASE.marks(),
        rules,
        BASE.silence(),
        BASE.zone(),
        BASE.orders(),
        BASE.clocks());
  }

  private static String lines(String cell) {
    return cell.replace("\\n", "\n");
  }
}
