package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.gateway.e2e.Bureau.Bulletin;
import org.sanwei.gateway.e2e.Bureau.Delivery;
import org.sanwei.gateway.e2e.Bureau.Words;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.sandbox.Phones.Received;

/** Integrators' own routes on the jar: files in, and what was released out into their folders. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnRoutesIT {
  private static final String ZHOU = "周明远";
  private static final String ROUTES =
      """
      - route:
          id: oa
          from:
            uri: file:exchange/oa-in
            steps:
              - to: sanwei:intake/intranet-post
      - route:
          id: screen
          from:
            uri: sanwei:releasable/sms
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

  private final Random words = new Random(new SecureRandom().nextLong());
  private final List<Canary> secrets = new ArrayList<>();
  private final Counterparties others = Counterparties.start();
  private final Office office = Office.make("own-routes", Sensitivity.TOP_SECRET, others);
  private final Path exchange = office.config().resolve("exchange");
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Register register = new Register(office);
  private final Integrator network = Integrator.network(office, gateway.web());
  private final Bureau bureau = new Bureau(office);

  OwnRoutesIT() throws IOException {}

  @BeforeAll
  void start() throws IOException {
    writeRoutes(office.config(), ROUTES);
    gateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
    others.close();
  }

  @Test
  void whatWasSignedIsSentAndCopiedAndWhatIsClassifiedIsInNoFolder() throws Exception {
    Canary classified = secret();
    Canary posted = secret();
    Canary open = Canary.next(words);
    dropped("绝密★启用前\n集结地点" + classified);
    dropped("河西镇停电，联系人" + open);
    String marked = taken("机密★10年\n部署" + posted);
    Await.until("the file is on the desk", () -> register.openWith(open.words()).size() == 1);
    Await.until("the post is judged", () -> register.settled(marked));
    String item = register.openWith(open.words()).get(0);
    Canary told = Canary.next(words);
    Canary warned = Canary.next(words);

    Bulletin plain = bureau.letOut(saying("河西镇停电，正在抢修" + told), List.of(item), List.of(ZHOU));
    Bulletin warning = bureau.letOut(saying("台风预警" + warned), List.of(), List.of(ZHOU));
    List<Delivery> deliveries = bureau.awaitRest(plain);
    bureau.awaitRest(warning);

    assertThat(deliveries)
        .filteredOn(delivery -> delivery.outlet().equals("sms"))
        .extracting(Delivery::state)
        .containsExactly("DELIVERED");
    assertThat(sms(told)).containsExactly("【" + Office.SIGNATURE + "】河西镇停电，正在抢修" + told);
    Await.until("both copies lie there", () -> copies().size() == 2);
    assertThat(texts("screen")).containsExactlyElementsOf(sms(told));
    assertThat(texts("alarm")).containsExactly("请注意：" + sms(warned).get(0));
    Await.until("nothing waits to be taken", () -> texts("oa-in").isEmpty());
    Await.until("nothing waits", () -> register.account().waiting() == 0);
    LeakScan scan = new LeakScan(secrets);
    assertThat(scan.below(exchange)).isEmpty();
    assertThat(scan.below(office.root())).isEmpty();
    assertThat(scan.files()).isGreaterThan(100);
    assertThat(lost()).isZero();
    clear();
  }

  @Test
  void aFolderThatTakesNothingHoldsNoSendUpAndTheCopyThatIsLostIsTold() throws Exception {
    Path screen = exchange.resolve("screen");
    Path away = exchange.resolve("away");
    Files.move(screen, away);
    Files.writeString(screen, "这里不是目录");
    double before = lost();

    Canary told = Canary.next(words);
    bureau.awaitRest(bureau.letOut(saying("各项工作正常" + told), List.of(), List.of(ZHOU)));

    assertThat(sms(told)).hasSize(1);
    Await.until("it is counted", () -> lost() == before + 1);
    assertThat(Files.readString(office.data().resolve("logs").resolve("gateway.log")))
        .contains("came to no route")
        .doesNotContain(told.words());

    Files.delete(screen);
    Files.move(away, screen);
    Canary after = Canary.next(words);
    bureau.awaitRest(bureau.letOut(saying("各项工作正常" + after), List.of(), List.of(ZHOU)));
    Await.until("the next one lies there", () -> texts("screen").equals(sms(after)));
    clear();
  }

  @Test
  void aRouteThatWouldLeadOutWhatNobodyJudgedIsNotStartedAndTheWayIsNamed() throws Exception {
    Path wrong = office.temporary().resolve("wrong");
    Trees.delete(wrong);
    copy(office.config(), wrong);
    writeRoutes(
        wrong,
        """
        - route:
            id: leak
            from:
              uri: file:exchange/oa-in
              steps:
                - to: file:exchange/screen
        """);

    GatewayProcess.Finished checked = gateway.run("check", wrong.toString());
    GatewayProcess.Finished started =
        gateway.run(
            "run",
            "--config",
            wrong.toString(),
            "--data",
            office.temporary().resolve("wrong-data").toString());

    assertThat(checked.exit()).isEqualTo(1);
    assertThat(checked.output())
        .contains("证明不成立", "route leak", "exchange/screen", "未判 unjudged", "真机试走");
    assertThat(started.exit()).isEqualTo(2);
    assertThat(started.output())
        .contains("route leak", "exchange/screen", "未判 unjudged")
        .doesNotContain("INFO");
  }

  private static Words saying(String text) {
    return new Words("情况通报", text, text);
  }

  private Canary secret() {
    Canary canary = Canary.next(words);
    secrets.add(canary);
    return canary;
  }

  private String taken(String text) throws IOException {
    Integrator.Answer answer = network.post(Post.of("intranet", Map.of("text", text)));
    assertThat(answer.status()).as(answer.code()).isEqualTo(202);
    return answer.id();
  }

  /** As another system drops it: whole at once. */
  private void dropped(String text) throws IOException {
    Path folder = exchange.resolve("oa-in");
    Path writing = folder.resolve(".writing");
    Files.writeString(writing, text);
    Files.move(
        writing,
        folder.resolve(Canary.next(words).words() + ".txt"),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private List<String> sms(Canary canary) {
    return others.phones().smsOf("13900000001").stream()
        .map(Received::text)
        .filter(text -> text.contains(canary.words()))
        .toList();
  }

  private List<String> copies() throws IOException {
    return Stream.concat(texts("screen").stream(), texts("alarm").stream()).toList();
  }

  private List<String> texts(String folder) throws IOException {
    List<String> texts = new ArrayList<>();
    try (Stream<Path> files = Files.list(exchange.resolve(folder))) {
      for (Path file : files.toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }

  private void clear() throws IOException {
    for (String folder : List.of("screen", "alarm")) {
      try (Stream<Path> files = Files.list(exchange.resolve(folder))) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private double lost() throws IOException {
    return office
        .desk(Office.ADMINISTRATOR)
        .look("/actuator/prometheus")
        .lines()
        .filter(line -> line.startsWith("sanwei_integrators_copies_lost_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static void writeRoutes(Path config, String yaml) throws IOException {
    Path routes = Files.createDirectories(config.resolve("routes"));
    Files.writeString(routes.resolve("own.camel.yaml"), yaml);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Path there = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else {
          Files.copy(file, there);
        }
      }
    }
  }
}
