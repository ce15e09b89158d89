package org.sanwei.routes.guard.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.load.IntegratorRouteLoader;
import org.sanwei.config.load.Loading;
import org.sanwei.config.policy.IntegratorRoute;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.graph.Proof;
import org.sanwei.config.prove.graph.Prover;
import org.sanwei.config.prove.graph.RouteGraph;

/** Integrators' routes as files: what is taken, what is refused and where, what the proof says. */
class IntegratorRoutesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The example of docs/INTEGRATORS.md. */
  static final String EXAMPLE =
      """
      - route:
          id: oa
          from:
            uri: file:exchange/oa-in
            steps:
              - choice:
                  when:
                    - simple: "${header.CamelFileName} startsWith 'fax-'"
                      steps:
                        - to: sanwei:intake/fax-mail
                  otherwise:
                    steps:
                      - to: { uri: "sanwei:intake/intranet-post" }
              - log: one file was taken
      - route:
          id: screen
          from:
            uri: sanwei:releasable/sms
            steps:
              - split:
                  tokenize: { token: "\\n" }
                  steps:
                    - choice:
                        when:
                          - simple: "${body} contains '预警'"
                            steps:
                              - setBody: { simple: "请注意：${body}" }
                              - to: file:exchange/alarm
                        otherwise:
                          steps:
                            - to: file:exchange/screen
      """;

  private Path directory = Path.of("");

  @BeforeEach
  void in(@TempDir Path temporary) {
    directory = temporary;
  }

  @SuppressWarnings("ArrayRecordComponent")
  record Took(String channel, List<String> source, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  @Test
  void theExampleHolds() throws Exception {
    Proof proof = proof(EXAMPLE);

    assertThat(proof.words()).startsWith("证明：");
  }

  @Test
  void aFileGoesWhenEverySendOfItIsStored() throws Exception {
    List<Took> took = new CopyOnWriteArrayList<>();
    AtomicBoolean down = new AtomicBoolean(true);
    Path file = dropped("a.txt", "路灯不亮".getBytes(StandardCharsets.UTF_8));
    IntegratorContext.Intaking intake =
        (channel, source, body) -> {
          if (down.get() && took.size() == 1) {
            throw new IllegalStateException("the broker is away");
          }
          took.add(new Took(channel, source, body));
        };
    String both =
        unjudged("to: sanwei:intake/intranet-post") + "        - to: sanwei:intake/fax-mail\n";

    try (IntegratorContext context =
        IntegratorContext.of(routes(both), intake, 1_000, endpoint -> {}, outlet -> {})) {
      context.start();
      await().atMost(PATIENCE).until(() -> took.size() == 1);
      assertThat(file).exists();
      down.set(false);
      await().atMost(PATIENCE).until(() -> !Files.exists(file));
    }

    assertThat(took)
        .extracting(Took::channel)
        .containsExactly("intranet-post", "intranet-post", "fax-mail");
    assertThat(took.get(0).source()).as("the same again").isEqualTo(took.get(1).source());
  }

  @Test
  void itsNameChoosesTheWayAndItsBytesArriveAsTheyAreThroughAnotherRouteToo() throws Exception {
    byte[] gbk = "机密★10年\n河西镇停电\n".getBytes(Charset.forName("GBK"));
    List<Took> took = new CopyOnWriteArrayList<>();
    dropped("a.txt", gbk);
    dropped("fax-a.txt", gbk);
    Path through = dropped("../on-in/a.txt", gbk);
    String yaml =
        EXAMPLE
            + unjudged("to: direct:b").replace("id: leak", "id: on").replace("oa-in", "on-in")
            + route("b", "direct:b", "to: sanwei:intake/oa");

    try (IntegratorContext context =
        IntegratorContext.of(
            routes(yaml),
            (channel, source, body) -> took.add(new Took(channel, source, body)),
            1_000,
            endpoint -> {},
            outlet -> {})) {
      context.start();
      await().atMost(PATIENCE).until(() -> took.size() >= 3 && !Files.exists(through));
    }

    assertThat(took)
        .extracting(Took::channel)
        .containsExactlyInAnyOrder("intranet-post", "fax-mail", "oa");
    assertThat(took).allSatisfy(one -> assertThat(one.body()).isEqualTo(gbk));
  }

  @Test
  void aLinkIsNeitherTakenNorDeleted() throws Exception {
    List<Took> took = new CopyOnWriteArrayList<>();
    Path secret = Files.writeString(directory.resolve("key.txt"), "不是投放的");
    Path folder = directory.resolve("exchange/oa-in");
    Files.createDirectories(folder);
    Path symbolic = Files.createSymbolicLink(folder.resolve("a.txt"), secret);
    Path other = Files.writeString(directory.resolve("other.txt"), "也不是");
    Path hard = Files.createLink(folder.resolve("b.txt"), other);
    Path last = dropped("c.txt", "路灯不亮".getBytes(StandardCharsets.UTF_8));

    try (IntegratorContext context =
        IntegratorContext.of(
            routes(EXAMPLE),
            (channel, source, body) -> took.add(new Took(channel, source, body)),
            1_000,
            endpoint -> {},
            outlet -> {})) {
      context.start();
      await().atMost(PATIENCE).until(() -> !Files.exists(last));
    }

    assertThat(took).extracting(Took::text).containsExactly("路灯不亮");
    assertThat(symbolic).exists();
    assertThat(hard).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oa-in", "screen", "alarm"})
  void aFolderThatIsALinkKeepsThemFromStarting(String name) throws Exception {
    Path keys = Files.createDirectories(directory.resolve("keys"));
    Files.createDirectories(directory.resolve("exchange"));
    Files.createSymbolicLink(directory.resolve("exchange").resolve(name), keys);

    try (IntegratorContext context =
        IntegratorContext.of(
            routes(EXAMPLE), (channel, source, body) -> {}, 1_000, endpoint -> {}, outlet -> {})) {
      assertThatThrownBy(context::start)
          .hasMessageContaining("exchange/" + name + " is a link; make it a directory");
    }
  }

  @Test
  void aFileOverTheLimitStaysAndTheNextIsTaken() throws Exception {
    List<Took> took = new CopyOnWriteArrayList<>();
    Path large = directory.resolve("exchange/oa-in/a.txt");
    Files.createDirectories(large.getParent());
    Files.writeString(large, "大".repeat(1_000));
    Files.writeString(large.resolveSibling("b.txt"), "路灯不亮");
    IntegratorContext.Intaking intake =
        (channel, source, body) -> took.add(new Took(channel, source, body));

    try (IntegratorContext context =
        IntegratorContext.of(routes(EXAMPLE), intake, 1_000, endpoint -> {}, outlet -> {})) {
      context.start();
      await().atMost(PATIENCE).until(() -> !took.isEmpty());
    }

    assertThat(took).extracting(Took::text).containsExactly("路灯不亮");
    assertThat(large).exists();
  }

  @Test
  void theExampleStandsInTheManual() throws Exception {
    assertThat(Files.readString(Path.of("../docs/INTEGRATORS.md"))).contains(EXAMPLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sanwei:releasable/sms", "direct:x", "file:exchange/in"})
  void twoRoutesThatComeFromTheSamePlaceAreRefused(String from) throws Exception {
    String two =
        route("a", from, "to: sanwei:intake/oa") + route("b", from, "to: sanwei:intake/oa");

    assertThat(load(two).problems())
        .extracting(problem -> problem.toString().lines().findFirst().orElse(""))
        .containsExactly(
            "routes/x.camel.yaml:8:1: route 'b' comes from where the route at"
                + " routes/x.camel.yaml:2 does");
  }

  @Test
  void aLeakIntoAFolderIsShownByTheEngine() throws Exception {
    Policy policy = Policies.shipped();
    IntegratorRoutes leak = routes(unjudged("to: file:exchange/out"));
    RouteGraph graph = RouteProof.graph(policy, List.of(), RouteProof.drawn(policy), List.of(leak));
    List<RouteBuilder> engine = new ArrayList<>(RouteProof.drawn(policy));
    engine.add(leak.defined());

    LeakProbe.Shown shown =
        LeakProbe.run(graph, (Proof.Broken) Prover.prove(graph), engine, policy);

    assertThat(shown).isEqualTo(new LeakProbe.Shown.Arrived("exchange/out", false));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          what nobody judged into a folder | file:exchange/oa-in | to: file:exchange/out | exchange/out (公开 PUBLIC) 够不上它的密级
          what nobody judged, over another route | file:exchange/oa-in | to: direct:b | nobody takes it from integrators:direct:b
          what is filtered away | file:exchange/oa-in | filter: { simple: "${header.kind} contains 'x'", steps: [ { to: sanwei:intake/oa } ] } | oa', which is none
          only what fits a filter | file:exchange/oa-in | filter: { simple: "${header.kind} contains 'x'", steps: [ { to: sanwei:intake/intranet-post } ] } | nobody has kept it
          what was released back into intake | sanwei:releasable/sms | to: sanwei:intake/intranet-post | channel:intranet-post (绝密 TOP_SECRET) 不收这种类型
          an outlet that is not there | sanwei:releasable/fax | to: file:exchange/out | comes from outlet 'fax', which is none
          """)
  void aLeakIsFound(String why, String from, String step, String found) throws Exception {
    String yaml =
        "- route:\n    id: leak\n    from:\n      uri: "
            + from
            + "\n      steps:\n        - "
            + step
            + "\n";

    Proof proof = proof(yaml);

    assertThat(proof.holds()).as(why).isFalse();
    assertThat(proof.words()).contains(found);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          our broker | uri: "jms:queue:sanwei.cipher.default" | to: direct:a | a route may not come from 'jms:queue:sanwei.cipher.default'
          a folder elsewhere | uri: "file:/etc" | to: direct:a | a route may not come from 'file:/etc'
          a folder above | uri: "file:exchange/../keys" | to: direct:a | a route may not come from 'file:exchange/../keys'
          options | uri: "file:exchange/a?noop=true" | to: direct:a | a route may not come from 'file:exchange/a?…'
          parameters | { uri: "file:exchange/a", parameters: { noop: true } } | to: direct:a | unknown key 'route.from.parameters'
          a way out | uri: "file:exchange/a" | to: http:out.example | a route may not send to 'http:out.example'
          our broker as a way out | uri: "file:exchange/a" | to: jms:queue:sanwei.desk | a route may not send to 'jms:queue:sanwei.desk'
          a message's own way | uri: "file:exchange/a" | toD: "direct:${body}" | 'toD' is no step
          a wire tap | uri: "file:exchange/a" | wireTap: direct:b | 'wireTap' is no step
          a bean | uri: "file:exchange/a" | bean: { beanType: java.lang.Runtime } | 'bean' is no step
          a script | uri: "file:exchange/a" | script: { groovy: "1" } | 'script' is no step
          a poll | uri: "file:exchange/a" | pollEnrich: { constant: "file:x" } | 'pollEnrich' is no step
          a bean in simple | uri: "file:exchange/a" | setBody: { simple: "${body}${bean:x}" } | uses something of its language
          a property in simple | uri: "file:exchange/a" | setBody: { simple: "${body}${sys.user.home}" } | uses something of its language
          a file in simple | uri: "file:exchange/a" | setBody: { simple: "resource:file:/etc/passwd" } | puts a body in place
          a call in simple | uri: "file:exchange/a" | setBody: { simple: "${body.getClass}" } | uses something of its language
          a type in simple | uri: "file:exchange/a" | setBody: { simple: "${body}${type:java.lang.Integer.MAX_VALUE}" } | uses something of its language
          an operator that loads a class | uri: "file:exchange/a" | filter: { simple: "${body} is 'java.lang.String'", steps: [ { to: direct:a } ] } | uses something of its language
          an expression that backtracks | uri: "file:exchange/a" | filter: { simple: "${body} regex '(a+)+'", steps: [ { to: direct:a } ] } | uses something of its language
          a placeholder | uri: "file:exchange/a" | log: "{{secret}}" | a log line shows
          the text in a log | uri: "file:exchange/a" | log: "${body}" | a log line shows
          another language | uri: "file:exchange/a" | setBody: { groovy: "body" } | has no expression, or one in a language
          a header that steers | uri: "file:exchange/a" | setHeader: { name: CamelFileName, constant: x } | 'route.from.steps[0].setHeader.name' is 'CamelFileName'
          another type | uri: "file:exchange/a" | convertBodyTo: java.io.File | converts to 'java.io.File'
          parting what nobody judged | uri: "file:exchange/a" | split: { tokenize: { token: 密 }, steps: [ { to: direct:a } ] } | x.camel.yaml:6:11: 'split' works on a body that may not have been judged
          wrapping what nobody judged | uri: "direct:a" | setBody: { simple: "x${body}" } | x.camel.yaml:6:11: 'setBody' works on a body
          decoding what nobody judged | uri: "file:exchange/a" | convertBodyTo: String | x.camel.yaml:6:11: 'convertBodyTo' works on a body
          looking into what nobody judged | uri: "file:exchange/a" | filter: { simple: "${body} contains 'x'", steps: [ { to: direct:a } ] } | '${body}' works on a body
          a choice by what nobody judged | uri: "direct:a" | choice: { when: [ { expression: { simple: "${body} == 'x'" }, steps: [ { to: direct:b } ] } ], otherwise: { steps: [ { to: direct:b } ] } } | '${body}' works on a body
          a split within a filter | uri: "file:exchange/a" | filter: { header: kind, steps: [ { convertBodyTo: String } ] } | 'convertBodyTo' works on a body
          a header of the body | uri: "file:exchange/a" | setHeader: { name: x, simple: "${body}" } | makes a header of the body
          a header that doubles | uri: "sanwei:releasable/sms" | setHeader: { name: x, simple: "${header.x}${header.x}" } | of more than one header
          a body that doubles | uri: "sanwei:releasable/sms" | setBody: { simple: "${body}${body}" } | has ${body} more than once
          a file as a header | uri: "file:exchange/a" | setHeader: { name: x, constant: "resource:file:/etc/passwd" } | uses something of its language
          a route that calls itself | uri: "direct:a" | to: direct:a | x.camel.yaml:6:15: direct:a comes round to itself over direct:a
          a body of nothing | uri: "file:exchange/a" | setBody: { constant: x } | puts a body in place
          """)
  void isRefusedByNameAndPlace(String why, String from, String step, String found)
      throws Exception {
    String head =
        from.startsWith("{") ? "    from:\n      " + from.substring(2).replace(" }", "") : null;
    String yaml =
        "- route:\n    id: leak\n"
            + (head == null
                ? "    from:\n      " + from
                : "    from:\n      uri: file:exchange/a\n      parameters: { noop: true }")
            + "\n      steps:\n        - "
            + step
            + "\n";

    Loading<List<IntegratorRoute>> loading = load(yaml);

    assertThat(loading).as(why).isInstanceOf(Loading.Refused.class);
    assertThat(loading.problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.toString()).contains(found);
              assertThat(problem.toString()).startsWith("routes/x.camel.yaml:");
            });
  }

  @Test
  void routesThatCallEachOtherInARoundAreRefusedAndOthersAreNot() throws Exception {
    String round =
        route("a", "direct:a", "to: direct:b")
            + route("b", "direct:b", "filter: { header: kind, steps: [ { to: direct:a } ] }")
            + route("c", "direct:c", "to: direct:a");

    assertThat(load(round).problems())
        .extracting(problem -> problem.toString().lines().findFirst().orElse(""))
        .containsExactly(
            "routes/x.camel.yaml:6:15: direct:a comes round to itself over direct:b",
            "routes/x.camel.yaml:12:50: direct:b comes round to itself over direct:a");
    assertThat(
            load(route("a", "direct:a", "to: direct:b")
                    + route("c", "direct:c", "to: direct:b")
                    + route("b", "direct:b", "to: sanwei:intake/oa"))
                .problems())
        .isEmpty();
  }

  @Test
  void otherTopLevelsAreRefused() throws Exception {
    for (String top : List.of("beans", "onException", "rest", "routeTemplate", "intercept")) {
      assertThat(load("- " + top + ": { name: x }\n").problems())
          .anyMatch(problem -> problem.toString().contains("unknown key '" + top + "'"));
    }
  }

  @Test
  void theContextItselfHasNoOtherComponentAndNoOtherLanguage() throws Exception {
    IntegratorRoute wrong =
        new IntegratorRoute(
            "wrong",
            "x:1",
            new IntegratorRoute.FromFolder("a"),
            List.of(new IntegratorRoute.To("x:2", new IntegratorRoute.IntoFolder("../../etc"))));

    Proof proof =
        RouteProof.prove(
            Policies.shipped(),
            List.of(),
            RouteProof.drawn(Policies.shipped()),
            List.of(new IntegratorRoutes(List.of(wrong), directory.resolve("exchange"))));

    assertThat(proof.holds()).isFalse();
    try (IntegratorContext context =
        IntegratorContext.of(
            routes(EXAMPLE), (channel, source, body) -> {}, 1_000, endpoint -> {}, outlet -> {})) {
      assertThatThrownBy(() -> context.camel().getEndpoint("jms:queue:sanwei.desk"))
          .hasRootCauseMessage("integrators' routes have no component of that name");
      assertThatThrownBy(() -> context.camel().resolveLanguage("bean"))
          .hasMessage("integrators' routes have no language of that name");
    }
  }

  private static String unjudged(String step) {
    return route("leak", "file:exchange/oa-in", step);
  }

  private static String route(String id, String from, String step) {
    return "- route:\n    id: %s\n    from:\n      uri: %s\n      steps:\n        - %s\n"
        .formatted(id, from, step);
  }

  private Path dropped(String name, byte[] bytes) throws IOException {
    Path file = directory.resolve("exchange/oa-in").resolve(name).normalize();
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private Proof proof(String yaml) throws IOException {
    Policy policy = Policies.shipped();
    return RouteProof.prove(policy, List.of(), RouteProof.drawn(policy), List.of(routes(yaml)));
  }

  private IntegratorRoutes routes(String yaml) throws IOException {
    Loading<List<IntegratorRoute>> loading = load(yaml);
    assertThat(loading.problems()).isEmpty();
    return new IntegratorRoutes(
        ((Loading.Loaded<List<IntegratorRoute>>) loading).value(), directory.resolve("exchange"));
  }

  private Loading<List<IntegratorRoute>> load(String yaml) throws IOException {
    Path file = directory.resolve("routes/x.camel.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
    return IntegratorRouteLoader.load(directory);
  }
}
