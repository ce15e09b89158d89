package org.sanwei.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.LineStaff;
import org.sanwei.config.policy.Policy;

class PolicyLoaderTest {
  private static final String SOUND =
      """
      version: 3
      ceiling: WORK_SECRET
      channels: { fax-mail: { kind: fax } }
      outlets: { sms: { clearance: PUBLIC } }
      lines:
        default: { officers: [officer-a], recovery: recovery-default }
        default/military: { officers: [officer-m], recovery: recovery-m }
      spill: [security-a]
      marks: { headLines: 8, companions: [], fields: [密级], options: [机密] }
      rules:
        - id: one
          why: an example
          match: [ { words: [机密], form: [starred], in: [head] } ]
          raises: { sensitivity: SECRET, line: default/military }
          tests: [ { text: "机密★1年", outcome: SPILL } ]
      """;

  private Path dir = Path.of("");

  @BeforeEach
  void aSoundPolicy(@TempDir Path fresh) throws IOException {
    dir = fresh;
    Files.createDirectories(dir.resolve("policy"));
    write("a.yaml", SOUND);
  }

  @Test
  void readsASoundPolicy() {
    Policy policy = loaded();

    assertThat(policy.version()).isEqualTo(3);
    assertThat(policy.ceiling()).isEqualTo(Sensitivity.WORK_SECRET);
    assertThat(policy.outlets()).containsEntry("sms", Sensitivity.PUBLIC);
    assertThat(policy.staffOf(new Line("default/military/air")))
        .isEqualTo(new LineStaff(List.of("officer-m"), "recovery-m"));
    assertThat(policy.staffOf(new Line("default/other"))).isEqualTo(policy.staffOf(Line.ROOT));
    assertThat(policy.rules()).singleElement().satisfies(r -> assertThat(r.tests()).hasSize(1));
  }

  @Test
  void aChannelHasItsOwnFloorOfSilenceOrTheStandardOne() throws IOException {
    assertThat(loaded().silence().of("fax-mail")).isEqualTo(Duration.ofHours(4));

    write("a.yaml", SOUND.replace("{ kind: fax }", "{ kind: fax, silence: 30m }"));
    write("b.yaml", "silence: 6h\n");

    assertThat(loaded().silence().of("fax-mail")).isEqualTo(Duration.ofMinutes(30));
    assertThat(loaded().silence().of("sms-in")).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void theDigestIsTheSameForTheSameFilesAndNoOthers() throws IOException {
    String digest = loaded().digest();

    assertThat(loaded().digest()).isEqualTo(digest);
    write("notes.txt", "not policy");
    assertThat(loaded().digest()).isEqualTo(digest);
    write("a.yaml", SOUND + "# a comment\n");
    assertThat(loaded().digest()).isNotEqualTo(digest);
    write("a.yaml", SOUND);
    assertThat(loaded().digest()).isEqualTo(digest);
    Files.move(dir.resolve("policy/a.yaml"), dir.resolve("policy/b.yaml"));
    assertThat(loaded().digest()).isNotEqualTo(digest);
  }

  @Test
  void problemsOfAllFilesAreReportedAtOnce() throws IOException {
    write("a.yaml", SOUND.replace("kind: fax", "kind: fox"));
    write("b.yaml", "rulez: []\n");
    write("c.yaml", "version: 4\n");

    assertThat(PolicyLoader.load(dir).problems())
        .extracting(p -> p.at().toString())
        .containsExactly("policy/a.yaml:3:31", "policy/b.yaml:1:1", "policy/c.yaml:1:10");
  }

  @Test
  void aDirectoryWithoutFilesIsAProblem(@TempDir Path empty) {
    assertThat(PolicyLoader.load(empty).problems())
        .anySatisfy(p -> assertThat(p.what()).contains("there are no policy files"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no version                     | version: 3            | # none                | 'version' is missing
          a version that is no number    | version: 3            | version: three        | 'version' is 'three'
          a ceiling that is no level     | ceiling: WORK_SECRET  | ceiling: SECRT        | 'ceiling' is 'SECRT'
          no line default                | default:              | default/x:            | there is no line 'default'
          a line of another tree         | default/military:     | military:             | 'military' is no line
          a line without officers        | [officer-m]           | []                    | line 'default/military' has no officers
          an officer twice               | [officer-m]           | [officer-m, officer-m] | twice
          an officer who is a path       | [officer-m]           | [../officer]          | which is no name
          a line without recovery        | , recovery: recovery-m | # }                  | is not YAML here
          a silence of nothing           | ceiling: WORK_SECRET  | silence: 0m           | 'silence' is '0m'
          a silence too short            | { kind: fax }         | { kind: fax, silence: 5s } | a minute to four weeks
          nobody for spills              | spill: [security-a]   | spill: []             | 'spill' names no security officer
          an outlet without clearance    | { clearance: PUBLIC } | {}                    | 'outlets.sms.clearance' is missing
          an outlet with no such level   | clearance: PUBLIC     | clearance: OPEN       | 'outlets.sms.clearance' is 'OPEN'
          no head lines                  | headLines: 8          | headLines: 0          | 'marks.headLines' is '0'
          a head as long as the text     | headLines: 8          | headLines: 101        | 'marks.headLines' is '101'
          a rule without id              | id: one               | why2: x               | 'rules[0].id' is missing
          a rule without why             | why: an example       | whi: an example       | 'rules[0].why' is missing
          a rule that matches nothing    | match: [ { words: [机密], form: [starred], in: [head] } ] | match: [] | matches nothing
          a rule that raises nothing     | raises: { sensitivity: SECRET, line: default/military } | raises: {} | raises nothing
          a rule that lowers             | raises: {             | raises: { lower: PUBLIC, | unknown key 'rules[0].raises.lower'
          a rule to a line nobody reads  | line: default/military } | line: default/civil } | line 'default/civil' has no officers
          a hold of another kind         | raises: {             | raises: { hold: maybe, | 'rules[0].raises.hold' is 'maybe'
          a matcher of two kinds         | words: [机密],         | words: [机密], pattern: x, | exactly one of
          a matcher of no kind           | words: [机密],         |                       | exactly one of
          a word without an end         | words: [机密]          | words: [XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX] | more than 64 characters
          no such number of times       | form: [starred]       | atLeast: 0            | 'rules[0].match[0].atLeast' is '0'
          near to nothing               | words: [机密], form: [starred] | near: [机密], within: 9 | does not say to what
          nearer than it can be         | words: [机密], form: [starred] | near: [机密], to: [密], within: 900 | 'rules[0].match[0].within' is '900'
          an amount without a unit      | words: [机密], form: [starred] | amount: [死亡], atLeast: 3 | has no units
          an amount that is no number   | words: [机密], form: [starred] | amount: [死亡], units: [人], atLeast: 三 | 'rules[0].match[0].atLeast' is '三'
          any sender at all             | words: [机密], form: [starred], in: [head] | senders: ["*"] | .senders' holds
          an hour that is none          | words: [机密], form: [starred], in: [head] | hours: { from: "25:00", to: "06:00" } | hours.from' is '25:00'
          a day that is none            | words: [机密], form: [starred], in: [head] | hours: { from: "22:00", to: "06:00", days: [sonntag] } | hours.days' is 'sonntag'
          unread for no such reason     | words: [机密], form: [starred], in: [head] | unread: [dull] | unread' is 'dull'
          a tail as long as the text    | headLines: 8          | headLines: 8, tailLines: 101 | 'marks.tailLines' is '101'
          two characters misread        | headLines: 8          | headLines: 8, misread: { 机密: [木几] } | more than one character
          a level for what is misread   | form: [starred]       | misread: true         | gives a level to what is only misread
          a long word misread           | words: [机密]          | misread: true, words: [一二三四五六七八九十一二三] | more than 12 characters
          surer than sure               | words: [机密], form: [starred], in: [head] | confidence: { below: 101 } | confidence.below' is '101'
          pages without a number        | words: [机密], form: [starred], in: [head] | pages: {} | pages.atLeast' is missing
          a seal of another kind        | words: [机密], form: [starred], in: [head] | seal: broken | seal' is 'broken'
          one alone of all              | words: [机密], form: [starred], in: [head] | all: [ { words: [机密] } ] | fewer than two
          an event of nothing           | raises: {             | raises: { event: {},  | neither category nor level
          an event of no such kind      | raises: {             | raises: { event: { category: [FIRE] }, | event.category' is 'FIRE'
          a clock that is none          | ceiling: WORK_SECRET  | zone: Mars            | 'zone' is 'Mars'
          a form that is not there       | form: [starred]       | form: [stared]        | 'rules[0].match[0].form' is 'stared'
          a place that is not there      | in: [head]            | in: [heart]           | 'rules[0].match[0].in' is 'heart'
          an expression RE2 refuses      | form: [starred]       | before: '(?=x)'       | is no RE2 expression
          an expression that explodes    | form: [starred]       | before: '((a{1000}){1000})b' | counted repeats multiply
          an expression that is empty    | form: [starred]       | after: 'x*'           | matches the empty text
          a word that is invisible       | words: [机密]          | words: ["\\u200B"]     | nothing is left
          a word that is blank           | words: [机密]          | words: [" "]          | blank
          a test without text            | text: "机密★1年",      |                       | the test has no text
          a test with no such outcome    | outcome: SPILL        | outcome: SPILT        | 'rules[0].tests[0].outcome' is 'SPILT'
          a test on no such channel      | outcome: SPILL        | channel: fax          | names channel 'fax'
          """)
  void refuses(String why, String from, String to, String expected) throws IOException {
    assertThat(SOUND).contains(from);
    write("a.yaml", SOUND.replace(from, to == null ? "" : to));

    List<Problem> problems = PolicyLoader.load(dir).problems();

    assertThat(problems).as(why).anySatisfy(p -> assertThat(p.what()).contains(expected));
    assertThat(problems).allSatisfy(p -> assertThat(p.fix()).isNotBlank());
  }

  @Test
  void aRuleIdIsUsedOnce() throws IOException {
    write("b.yaml", SOUND.substring(SOUND.indexOf("rules:")));

    assertThat(PolicyLoader.load(dir).problems())
        .singleElement()
        .satisfies(
            p -> assertThat(p.what()).contains("'one' was already given at policy/a.yaml:11:9"));
  }

  @Test
  void aNameInOnlyOneOfTheTwoFilesIsAProblem(@TempDir Path shipped) throws IOException {
    ShippedConfig.copyTo(shipped);
    Path office = shipped.resolve("policy/00-office.yaml");
    Files.writeString(
        office,
        Files.readString(office)
            .replace("  sms:   {", "  sms2:  {")
            .replace("  fax-post:      { kind: fax }", "  fax-post:      { kind: sms }"));

    assertThat(Deployment.lint(shipped).problems())
        .extracting(Problem::what)
        .containsExactlyInAnyOrder(
            "outlet 'sms' is not in the policy, so nobody decided what it may carry",
            "outlet 'sms2' is not in gateway.yaml, so it cannot be reached",
            "channel 'fax-post' has one kind here and another in the policy");
  }

  private Policy loaded() {
    return ((Loading.Loaded<Policy>) PolicyLoader.load(dir)).value();
  }

  private void write(String name, String text) throws IOException {
    Files.write(dir.resolve("policy").resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
