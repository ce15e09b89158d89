package org.sanwei.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.wiring.StompClient;
import org.sanwei.routes.message.Dossier;

/**
 * What senders write beside their text, by every way in, on the jar as it is shipped: it changes no
 * destination, and no name that one sender gives a message suppresses another's. Everything is sent
 * first and looked for afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SharedOffice.Resolver.class)
class HostileIT {
  private static final String SAME = "same-for-everybody";
  private static final String SERVICE = "10690000";
  private static final int BOTH = 2;

  private final Counterparties others;
  private final Office office;
  private final Register register;
  private final CipherLine line;
  private final Lan lan;
  private final Doors doors;
  private final Random random = new Random(new SecureRandom().nextLong());
  private final Map<String, Canary> open = new LinkedHashMap<>();
  private final Map<String, Canary> classified = new LinkedHashMap<>();
  private final Map<String, List<Canary>> sameName = new LinkedHashMap<>();
  private List<Dossier> onTheLine = List.of();

  HostileIT(SharedOffice shared) {
    others = shared.others();
    office = shared.office();
    register = new Register(office);
    line = new CipherLine(office);
    lan = new Lan(office);
    doors = new Doors(office, others);
  }

  @BeforeAll
  void sendEverything() throws Exception {
    int before = register.numbers().size();
    for (Map.Entry<String, Doors.Door> each : doors.all().entrySet()) {
      Canary one = canary(open, each.getKey());
      Canary other = canary(classified, each.getKey());
      each.getValue().send("水位正常，联系人" + one, headers("sanwei.release.sms", one));
      each.getValue().send("机密★10年\n集结地点" + other, headers("sanwei.desk", other));
    }
    for (Map.Entry<String, Named> each : names().entrySet()) {
      List<Canary> two = List.of(Canary.next(random), Canary.next(random));
      sameName.put(each.getKey(), two);
      each.getValue().send("水位正常，联系人" + two.get(0), "水位正常，联系人" + two.get(1));
    }
    int sent = 2 * (open.size() + sameName.size());
    Await.until("all have arrived", () -> register.numbers().size() >= before + sent);
    Await.until("all are judged", () -> register.account().waiting() == 0);
    onTheLine = line.dossiers(Office.OFFICER_A, CipherLine.DEFAULT);
  }

  /** The names by which libraries that we use are told where a message goes. */
  private Map<String, String> headers(String address, Canary canary) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name :
        List.of("CamelJmsDestinationName", "CamelJmsDestination", "_AMQ_ORIG_ADDRESS")) {
      headers.put(name, address);
    }
    for (String name : List.of("_AMQ_ORIG_QUEUE", "_AMQ_DIVERT", "_AMQ_ROUTE_TO", "breadcrumbId")) {
      headers.put(name, address);
    }
    headers.put("_AMQ_ROUTING_TYPE", "0");
    headers.put("CamelFileName", evil(canary).toString());
    headers.put("CamelFilePath", evil(canary).toString());
    headers.put("CamelHttpUri", "http://127.0.0.1:" + others.ports().wecom() + "/" + address);
    headers.put("CamelSmppDestAddr", "13900000001");
    headers.put("CamelRoutingSlipEndpoint", "file:" + evil(canary));
    headers.put("outcome", "OPEN");
    headers.put("sensitivity", "PUBLIC");
    headers.put("line", "default/another");
    return headers;
  }

  private Path evil(Canary canary) {
    return office.temporary().resolve("evil-" + canary.words().substring(10));
  }

  private Canary canary(Map<String, Canary> of, String key) {
    Canary canary = Canary.next(random);
    of.put(key, canary);
    return canary;
  }

  Stream<String> everyDoor() {
    return doors.all().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyDoor")
  void whatASenderWritesBesideItChangesNoDestination(String door) {
    Canary one = Objects.requireNonNull(open.get(door));
    Canary other = Objects.requireNonNull(classified.get(door));

    assertThat(register.openWith(one.words())).as("the open one, on the desk").hasSize(1);
    assertThat(onLine(one)).as("the open one, on the line").isEmpty();
    assertThat(onLine(other)).as("the classified one, on the line").hasSize(1);
    assertThat(register.openWith(other.words())).as("the classified one, on the desk").isEmpty();
    assertThat(others.phones().all())
        .noneMatch(text -> text.text().contains(one.words()))
        .noneMatch(text -> text.text().contains(other.words()));
    assertThat(Files.exists(evil(one)) || Files.exists(evil(other))).isFalse();
  }

  private List<Dossier> onLine(Canary canary) {
    return onTheLine.stream()
        .filter(d -> d.parts().stream().anyMatch(p -> p.text().contains(canary.words())))
        .toList();
  }

  /** Two messages under one name that their senders chose. */
  private interface Named {
    void send(String one, String other) throws Exception;
  }

  private Map<String, Named> names() {
    Map<String, Named> names = new LinkedHashMap<>();
    names.put("Message-ID of a mail", this::messageId);
    names.put("Idempotency-Key of another integrator", this::idempotencyKey);
    names.put("Idempotency-Key by another way in", this::idempotencyKeyOfThePost);
    names.put("case and version of another source", this::caseAndVersion);
    names.put("_AMQ_DUPL_ID over AMQP", this::duplicateId);
    names.put("JMSMessageID and correlation over AMQP", this::correlation);
    names.put("message-id over STOMP", this::stompMessageId);
    names.put("packet id over MQTT", this::packetId);
    names.put("receipted_message_id of SMPP", this::receiptedId);
    names.put("reference of a long text", this::reference);
    return names;
  }

  Stream<String> everyName() {
    return names().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyName")
  void noNameThatASenderChoseSuppressesAnothersMessage(String name) {
    for (Canary canary : sameName.getOrDefault(name, List.of())) {
      assertThat(register.openWith(canary.words())).as(canary.words()).hasSize(1);
    }
    assertThat(sameName.get(name)).hasSize(BOTH);
  }

  private void messageId(String one, String other) throws Exception {
    Doors.Door mail = doors.named("headers of a mail");
    for (String text : List.of(one, other)) {
      mail.send(text, Map.of("Message-ID", "<" + SAME + "@sandbox.invalid>"));
    }
  }

  private void idempotencyKey(String one, String other) throws IOException {
    Post first = new Post("sms", Post.json(Map.of("text", one)).getBytes(UTF_8), SAME);
    Post second = new Post("intranet", Post.json(Map.of("text", other)).getBytes(UTF_8), SAME);
    assertThat(Integrator.provider(office, office.web()).post(first).status()).isEqualTo(202);
    assertThat(Integrator.network(office, office.web()).post(second).status()).isEqualTo(202);
  }

  private void idempotencyKeyOfThePost(String one, String other) throws IOException {
    Post first = new Post("intranet", Post.json(Map.of("text", one)).getBytes(UTF_8), SAME + "-2");
    assertThat(Integrator.network(office, office.web()).post(first).status()).isEqualTo(202);
    lan.amqp(Post.json(Map.of("text", other)), SAME + "-2", false, Map.of());
  }

  private void caseAndVersion(String one, String other) throws Exception {
    Post first = Post.of("hotline", Map.of("caseId", SAME, "version", "1", "text", one));
    assertThat(Integrator.network(office, office.web()).post(first).status()).isEqualTo(202);
    doors.named("columns of a CSV").send(other, Map.of("工单编号", SAME, "版本", "1"));
  }

  private void duplicateId(String one, String other) throws IOException {
    for (String text : List.of(one, other)) {
      Map<String, String> id = Map.of("_AMQ_DUPL_ID", SAME);
      lan.amqp(Post.json(Map.of("text", text)), UUID.randomUUID().toString(), false, id);
    }
  }

  private void correlation(String one, String other) throws IOException {
    for (String text : List.of(one, other)) {
      Map<String, String> ids = Map.of("JMSXGroupID", SAME, "_AMQ_LVQ_NAME", SAME);
      lan.amqp(Post.json(Map.of("text", text)), UUID.randomUUID().toString(), true, ids);
    }
  }

  private void stompMessageId(String one, String other) throws Exception {
    Doors.Door stomp = doors.named("headers of STOMP");
    for (String text : List.of(one, other)) {
      stomp.send(text, Map.of("message-id", SAME, "_AMQ_DUPL_ID", SAME + "-stomp"));
    }
  }

  /** Each client counts from one. */
  private void packetId(String one, String other) throws IOException {
    for (String text : List.of(one, other)) {
      lan.mqtt(Post.json(Map.of("text", text)), UUID.randomUUID().toString(), 2, Map.of());
    }
  }

  private void receiptedId(String one, String other) throws IOException {
    for (String text : List.of(one, other)) {
      byte[] body = others.smsc().partsOf(text).get(0);
      OptionalParameter id = new OptionalParameter.Receipted_message_id(SAME);
      others.smsc().offer("13800138001", SERVICE, false, body, id);
    }
  }

  /** Two phones whose operators gave their texts the same reference, part by part in turn. */
  private void reference(String one, String other) throws IOException {
    List<List<byte[]>> texts = new ArrayList<>();
    for (String text : List.of(one, other)) {
      texts.add(others.smsc().partsOf(text + "。" + "东岸堤脚有渗水，请派人来看。".repeat(5)));
    }
    for (int part = 0; part < texts.get(0).size(); part++) {
      for (int phone = 0; phone < BOTH; phone++) {
        byte[] body = texts.get(phone).get(part);
        body[3] = 77;
        others.smsc().offer("1380013801" + phone, SERVICE, true, body);
      }
    }
  }

  @Test
  void aSendToALineByAnyProtocolIsRefusedAndInTheLedger() throws Exception {
    long before = register.refusals(CipherLine.DEFAULT);
    Integrator network = Integrator.network(office, office.web());

    assertThatThrownBy(() -> lan.amqpTo(CipherLine.DEFAULT)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> lan.mqttTo(CipherLine.DEFAULT.replace('.', '/')))
        .isInstanceOf(IOException.class);
    try (StompClient client =
        StompClient.connect(
            office.ports().intranet().stomp(), Office.NETWORK, office.secret(Office.NETWORK))) {
      assertThat(client.send(CipherLine.DEFAULT, "", "x").command()).isEqualTo("ERROR");
    }

    Await.until(
        "the three are written down", () -> register.refusals(CipherLine.DEFAULT) >= before + 3);
    String next = network.post(Post.of("intranet", Map.of("text", "之后照常"))).id();
    Await.until("nobody else is disturbed", () -> register.settled(next));
  }
}
