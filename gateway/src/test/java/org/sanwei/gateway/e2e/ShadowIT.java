package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
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
import org.sanwei.gateway.sandbox.DrillMessage;

/**
 * A new office tries the gateway on its own channels, under a policy that two people signed:
 * everything comes in, nothing goes out, and its own book of arrivals says what is missing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShadowIT {
  private static final String PHONE = "13800138000";
  private static final String SERVICE = "10690000";
  private static final String SIGN = "试运行（影子）";
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Random words = new Random(new SecureRandom().nextLong());
  private final Counterparties others = Counterparties.start();
  private final Office office =
      Office.make(
          "shadow",
          Sensitivity.TOP_SECRET,
          others,
          yaml -> Office.inShadow(Office.withAnswers(yaml)));
  private final GatewayProcess gateway = new GatewayProcess(office);
  private final Register register = new Register(office);
  private final Bureau bureau = new Bureau(office);
  private final Desk leader = office.desk(Office.LEADER);

  ShadowIT() throws IOException {}

  @BeforeAll
  void start() throws IOException {
    Path routes = Files.createDirectories(office.config().resolve("routes"));
    Files.writeString(
        routes.resolve("own.camel.yaml"),
        """
        - route:
            id: screen
            from:
              uri: sanwei:releasable/sms
              steps:
                - to: file:exchange/screen
        """);
    gateway.start();
  }

  @AfterAll
  void stop() {
    gateway.close();
    others.close();
  }

  @Test
  void everythingComesInNothingGoesOutAndTheOfficesOwnBookIsHeldAgainstIt() throws Exception {
    LocalDateTime begun = LocalDateTime.now(ZONE);
    Canary fax = Canary.next(words);
    Canary text = Canary.next(words);
    Canary classified = Canary.next(words);
    others
        .faxMachine()
        .send(
            new DrillMessage.Fax(
                DrillMessage.Kind.ROUTINE,
                "0546-8000000",
                "关于汛前堤防巡查情况的报告",
                "堤防巡查完毕，联系人" + fax,
                DrillMessage.Page.TEXT_PDF));
    Await.until("a session is bound", () -> others.smsc().boundSessions() > 0);
    others.smsc().sendFromPhone(PHONE, SERVICE, "西闸已关，联系人" + text);
    others.smsc().sendFromPhone(PHONE, SERVICE, "西闸已关，联系人" + text);
    Post secret = Post.of("intranet", Map.of("subject", "部署", "text", "机密★10年\n部署" + classified));
    Integrator network = Integrator.network(office, gateway.web());
    String marked = network.post(secret).id();
    assertThat(network.post(secret).id()).as("the same again").isEqualTo(marked);
    Await.until("the fax is on the desk", () -> register.openWith(fax.words()).size() == 1);
    Await.until("both texts are", () -> register.openWith(text.words()).size() == 2);
    Await.until("the post is judged", () -> register.settled(marked));

    Canary told = Canary.next(words);
    String item = register.openWith(fax.words()).get(0);
    Bulletin bulletin =
        bureau.letOut(
            new Words("情况通报", "各项工作正常" + told, "各项工作正常" + told),
            List.of(item),
            List.of("周明远", "沈若兰"));
    List<Delivery> deliveries = bureau.awaitRest(bulletin);
    Await.until("every sender's answer was refused", () -> register.noticesAtRest().size() >= 3);

    assertThat(deliveries)
        .hasSize(4)
        .allSatisfy(
            delivery -> {
              assertThat(delivery.state()).isEqualTo("FAILED");
              assertThat(delivery.code()).isEqualTo("shadow");
              assertThat(delivery.attempt()).isEqualTo(1);
            });
    assertThat(register.noticesAtRest()).containsOnly("FAILED shadow");
    assertNobodyWasSentAnything();
    assertThat(desk().look("/")).contains(SIGN);
    assertThat(desk().look("/items/" + item)).contains(SIGN);
    assertThat(leader.look("/bulletins/" + bulletin.id())).contains(SIGN);
    assertThat(desk().item(marked).path("outcome").asText()).isEqualTo("CLASSIFIED");

    String page = leader.hand("/officebook", book(begun, text).getBytes(StandardCharsets.UTF_8));

    assertThat(page)
        .contains("收到 4 件：0 件封存，1 件涉密，1 件可能重复。登记簿 4 行，对上 2 行")
        .contains("网关没有的函")
        .contains("登记簿有、网关没有对上的：2 行")
        .doesNotContain(classified.words());
    assertThat(office.desk(Office.AUDITOR).get("/api/v1/ledger").toString())
        .contains("REGISTER_COMPARED");
    assertThat(new LeakScan(List.of(classified)).below(office.root())).isEmpty();
    assertThat(register.account().waiting()).isZero();
  }

  private void assertNobodyWasSentAnything() throws IOException {
    assertThat(others.phones().all()).isEmpty();
    assertThat(others.smsc().received()).isEmpty();
    assertThat(others.wecom().sendCalls()).isZero();
    assertThat(others.answers().letters()).isEmpty();
    Path screen = office.config().resolve("exchange").resolve("screen");
    try (Stream<Path> copies = Files.list(screen)) {
      assertThat(copies).isEmpty();
    }
  }

  /** As the office's own people wrote it down while both ran. */
  private static String book(LocalDateTime begun, Canary text) {
    String at = begun.format(MINUTE);
    return String.join(
        "\n",
        "收文时间,来文单位,标题,密级,处理",
        at + ",河西县委办,汛前堤防巡查情况的报告,,已报",
        at + ",,西闸已关，联系人" + text + ",,阅",
        at + ",某局,某项部署的通知,机密,阅",
        LocalDateTime.now(ZONE).format(MINUTE) + ",某局,网关没有的函,,",
        "");
  }

  private Desk desk() {
    return office.desk(Office.DUTY_OFFICER);
  }
}
