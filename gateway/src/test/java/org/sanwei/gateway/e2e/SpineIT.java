package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.e2e.Integrator.Answer;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.sandbox.IntegratorKey;
import org.sanwei.gateway.sandbox.IntranetStomp;
import org.sanwei.routes.message.Dossier;

/** One message all the way, by every channel and to every place, on the jar as it is shipped. */
class SpineIT extends OnSharedOffice {
  private static final String PHONE = "13800138000";
  private static final String SERVICE = "10690000";

  SpineIT(SharedOffice shared) {
    super(shared);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sms", "hotline", "intranet", "fax"})
  void anOpenPostReachesTheDeskWithItsText(String channel) throws IOException {
    Canary canary = Canary.next(words);

    String id = taken(Post.of(channel, Map.of("sender", "防汛办", "text", "水位正常，联系人" + canary)));
    Await.until("the post is judged", () -> register.settled(id));

    JsonNode item = desk.item(id);
    assertThat(item.path("outcome").asText()).isEqualTo("OPEN");
    assertThat(item.path("channel").asText()).isEqualTo(channel + "-post");
    assertThat(item.path("content").toString()).contains(canary.words());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "HTML", "TEXT_PDF"})
  void anOpenFaxReachesTheDeskAndItsMailIsMovedAway(String page) throws Exception {
    Canary canary = Canary.next(words);
    int moved = others.mail().inProcessed();

    others.faxMachine().send(fax("关于堤防巡查的报告", "巡查完毕，联系人" + canary, page));
    Await.until("the fax is on the desk", () -> !register.openWith(canary.words()).isEmpty());
    Await.until("its mail is moved", () -> others.mail().inProcessed() > moved);

    assertThat(register.openWith(canary.words())).hasSize(1);
    assertThat(others.mail().inInbox()).isZero();
  }

  @Test
  void filesOfTheHotlineBecomeItemsAndCardsAndAreDeleted() throws Exception {
    Canary open = Canary.next(words);
    Canary classified = secret();
    Path unfinished = office.drop("hotline").resolve("calls.csv.part");
    Files.writeString(
        unfinished,
        "工单编号,版本,状态,来电号码,标题,内容,时间\n"
            + ("F-1,1,新建,13900000001,停水,请尽快恢复，联系人" + open + ",\n")
            + ("F-1,2,办理中,13900000001,停水,\"机密★10年\n集结地点" + classified + "\",\n"));

    Files.move(unfinished, office.drop("hotline").resolve("calls.csv"));
    Await.until("the row is on the desk", () -> !register.openWith(open.words()).isEmpty());
    Dossier dossier = awaitOnLine(classified);
    String id = dossier.reception().id().hex();
    Await.until("the card is there", () -> register.settled(id));

    JsonNode card = cardOf(id, classified);
    assertThat(card.path("case").path("versions")).hasSize(2);
    assertThat(card.path("outcome").asText()).isEqualTo("CLASSIFIED");
    Await.until(
        "the file is deleted", () -> !Files.exists(office.drop("hotline").resolve("calls.csv")));
  }

  @Test
  void aMessageFromTheIntranetReachesTheDeskAndAMarkedOneTheLine() throws Exception {
    Canary open = Canary.next(words);
    Canary canary = secret();
    IntranetStomp sender =
        new IntranetStomp(
            office.ports().intranet().stomp(),
            new IntegratorKey(
                Office.NETWORK, office.secret(Office.NETWORK).getBytes(StandardCharsets.UTF_8)));

    assertThat(sender.send(json("水位正常，联系人" + open), "lan-1")).isTrue();
    assertThat(sender.send(json("机密★10年\n集结地点" + canary), "lan-2")).isTrue();

    Await.until("the open one is there", () -> !register.openWith(open.words()).isEmpty());
    Dossier dossier = awaitOnLine(canary);
    assertThat(dossier.reception().channel()).isEqualTo("intranet-lan");
  }

  @Test
  void probesOfEveryChannelReachTheirPlacesAndLeaveNobodyAnythingToDo() throws Exception {
    assertThat(desk.post("/api/v1/channels/probe", Map.of()).status()).isEqualTo(202);

    Await.until(
        "every probe has ended", () -> !probes().contains("SENT") && !probes().contains("MADE"));
    Await.until("no probe lies on a line", () -> !onTheLine("通道自检"));

    for (JsonNode channel : tried()) {
      String name = channel.path("name").asText();
      // A centre that is not the sandbox's brings no text at the gateway's word.
      String expected = name.equals("sms-in") ? "UNPROVABLE" : "ARRIVED";
      assertThat(channel.path("plainProbe").path("state").asText()).as(name).isEqualTo(expected);
      assertThat(channel.path("markedProbe").path("state").asText()).as(name).isEqualTo(expected);
      assertGood("/api/v1/channels/" + name + "/test");
    }
    for (JsonNode outlet : desk.get("/api/v1/channels").path("outlets")) {
      assertGood("/api/v1/channels/outlets/" + outlet.path("name").asText() + "/test");
    }
    assertThat(desk.get("/api/v1/items?filter=unfinished&limit=500").toString())
        .doesNotContain("通道自检", "\"move\":\"drill\"");
    assertThat(desk.get("/api/v1/items?filter=cards&limit=500").toString())
        .contains("\"move\":\"drill\"");
    assertThat(desk.account().path("balanced").asBoolean()).isTrue();
  }

  private void assertGood(String test) throws Exception {
    JsonNode found = desk.post(test, Map.of()).done();
    assertThat(found.path("good").asBoolean()).as(test + ": " + found.path("code")).isTrue();
  }

  /** All but those whose source are people: nothing can be sent through them, nor connected to. */
  private List<JsonNode> tried() throws IOException {
    List<JsonNode> tried = new ArrayList<>();
    for (JsonNode channel : desk.get("/api/v1/channels").path("channels")) {
      if (!channel.path("kind").asText().equals("HAND")) {
        tried.add(channel);
      }
    }
    return tried;
  }

  private String probes() throws IOException {
    StringBuilder states = new StringBuilder();
    for (JsonNode channel : tried()) {
      states.append(channel.path("plainProbe").path("state").asText("MADE")).append(' ');
      states.append(channel.path("markedProbe").path("state").asText("MADE")).append(' ');
    }
    return states.isEmpty() ? "MADE" : states.toString();
  }

  private boolean onTheLine(String words) throws Exception {
    return line.dossiers(Office.OFFICER_A, CipherLine.DEFAULT).stream()
        .anyMatch(dossier -> dossier.parts().stream().anyMatch(p -> p.text().contains(words)));
  }

  private static byte[] json(String text) {
    return Post.of("intranet", Map.of("sender", "市应急局", "text", text)).body();
  }

  @Test
  void aClassifiedPostIsACardAndOnlyAnOfficerReadsIt() throws Exception {
    Canary canary = secret();
    String id =
        taken(
            Post.of(
                "intranet",
                Map.of("unit", "市应急局", "subject", "请阅", "text", "机密★10年\n集结地点" + canary)));
    Await.until("the post is judged", () -> register.settled(id));

    assertThat(cardOf(id, canary).path("outcome").asText()).isEqualTo("CLASSIFIED");
    GatewayProcess.Finished opened =
        gateway.run(
            "cipher-desk", "open", id, "--config", office.officer(Office.OFFICER_A).toString());
    assertThat(opened.exit()).as(opened.output()).isZero();
    assertThat(opened.output()).contains(id).contains("集结地点" + canary);
  }

  @Test
  void aClassifiedFaxIsACardAndOnlyAnOfficerReadsIt() throws Exception {
    Canary canary = secret();

    others.faxMachine().send(fax("请阅", "000003\n绝 密\n特急\n集结地点" + canary, "PLAIN"));
    Dossier dossier = awaitOnLine(canary);

    String id = dossier.reception().id().hex();
    Await.until("the card is there", () -> register.settled(id));
    JsonNode card = cardOf(id, canary);
    assertThat(card.path("sensitivity").asText()).isEqualTo("TOP_SECRET");
    assertThat(card.path("urgency").asText()).isEqualTo("IMMEDIATE");
    assertThat(card.path("channel").asText()).isEqualTo("fax-mail");
  }

  @Test
  void aLongTextFromAPhoneReachesTheDeskInOnePiece() throws Exception {
    Canary canary = Canary.next(words);
    Await.until("a session is bound", () -> others.smsc().boundSessions() > 0);

    others.smsc().sendFromPhone(PHONE, SERVICE, "东岸堤脚有渗水，请派人来看。".repeat(10) + "联系人" + canary);
    Await.until("the text is on the desk", () -> !register.openWith(canary.words()).isEmpty());

    assertThat(register.openWith(canary.words())).hasSize(1);
  }

  @Test
  void aTextThatComesAgainHasItsOwnNumberAndNamesTheFirst() throws Exception {
    Canary canary = Canary.next(words);
    Await.until("a session is bound", () -> others.smsc().boundSessions() > 0);

    others.smsc().sendFromPhone(PHONE, SERVICE, "西闸已关，联系人" + canary);
    others.smsc().sendFromPhone(PHONE, SERVICE, "西闸已关，联系人" + canary);
    Await.until("both are on the desk", () -> register.openWith(canary.words()).size() == 2);

    JsonNode found = desk.get("/api/v1/items?filter=all&q=" + canary.words()).path("items");
    assertThat(found).hasSize(2);
    assertThat(found.get(0).path("repeatOf").path("id")).isEqualTo(found.get(1).path("id"));
    assertThat(found.get(1).path("repeats").asInt()).isEqualTo(1);
  }

  @Test
  void aClassifiedTextFromAPhoneIsACardAndOnlyAnOfficerReadsIt() throws Exception {
    Canary canary = secret();
    Await.until("a session is bound", () -> others.smsc().boundSessions() > 0);

    others.smsc().sendFromPhone(PHONE, SERVICE, "机密★10年\n集结地点" + canary);
    Dossier dossier = awaitOnLine(canary);

    String id = dossier.reception().id().hex();
    Await.until("the card is there", () -> register.settled(id));
    assertThat(cardOf(id, canary).path("channel").asText()).isEqualTo("sms-in");
    assertThat(dossier.sender()).isEqualTo(PHONE);
  }

  @Test
  void aSlipOfACallIsKeptAndBecomesAnItemUnderItsNumber() throws Exception {
    Canary canary = Canary.next(words);
    String slip = "/api/v1/slips/" + UUID.randomUUID();
    Map<String, Object> typed = call("水位正常，联系人" + canary);

    assertThat(desk.put(slip, typed).done().path("version").asInt()).isEqualTo(1);
    String id = entered(slip, typed);
    assertThat(entered(slip, typed)).as("a double click").isEqualTo(id);
    Await.until("the slip is judged", () -> register.settled(id));

    JsonNode item = desk.item(id);
    assertThat(item.path("channel").asText()).isEqualTo("hand-desk");
    assertThat(item.path("sender").asText()).isEqualTo("河西县委办 王芳");
    assertThat(item.path("content").toString()).contains(canary.words(), "2026-11-22 02:05");
    assertThat(item.path("trail").get(0).path("actor").asText()).startsWith("person/");
    assertThat(desk.get(slip + "/item").path("number")).isEqualTo(item.path("number"));
    assertThat(desk.get("/api/v1/slips").toString()).doesNotContain(canary.words());
  }

  @Test
  void aMarkedSlipIsNeverKeptAndGoesToTheLine() throws Exception {
    Canary canary = secret();
    String slip = "/api/v1/slips/" + UUID.randomUUID();
    Map<String, Object> typed = call("机密★10年\n集结地点" + canary);

    // Words in the clear before anybody could know; they leave only sealed.
    assertThat(desk.put(slip, call("集结地点" + canary)).status()).isEqualTo(200);
    Desk.Answer refused = desk.put(slip, typed);
    String id = entered(slip, typed);
    Await.until("the slip is judged", () -> register.settled(id));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("not-storable");
    assertThat(refused.body().toString()).doesNotContain(canary.words());
    assertThat(desk.get("/api/v1/slips").path("slips").toString()).doesNotContain(canary.words());
    assertThat(cardOf(id, canary).path("outcome").asText()).isEqualTo("CLASSIFIED");
    assertThat(awaitOnLine(canary).reception().channel()).isEqualTo("hand-desk");
  }

  private static Map<String, Object> call(String text) {
    Map<String, Object> slip = new HashMap<>();
    List.of("number", "eventAt", "subject", "meetingAt", "meetingPlace", "attendees")
        .forEach(field -> slip.put(field, ""));
    slip.putAll(
        Map.of(
            "version", 1,
            "way", "CALL",
            "unit", "河西县委办",
            "caller", "王芳",
            "takenAt", "2026-11-22T02:05",
            "takenBy", "值班员",
            "text", text,
            "readBack", true,
            "meeting", false));
    return Map.of("seen", 0, "slip", slip);
  }

  private String entered(String slip, Map<String, Object> typed) throws IOException {
    Desk.Answer answer = desk.post(slip + "/submit", typed);
    assertThat(answer.status()).as(answer.code()).isEqualTo(202);
    return answer.body().path("id").asText();
  }

  @Test
  void aDoubtfulPostIsHeldAsSuspect() throws Exception {
    Canary canary = secret();

    String id =
        taken(Post.of("sms", Map.of("sender", "13800000000", "text", "机密：今晚车队出发" + canary)));
    Await.until("the post is judged", () -> register.settled(id));

    JsonNode card = cardOf(id, canary);
    assertThat(card.path("outcome").asText()).isEqualTo("HELD");
    assertThat(card.path("reason").asText()).isEqualTo("suspect");
    assertThat(awaitOnLine(canary).reception().id().hex()).isEqualTo(id);
  }

  @Test
  void aMarkOnThePageOfAFaxDecidesWhereItGoes() throws Exception {
    Canary canary = secret();

    others.faxMachine().send(fax("传真一份", "见附件" + canary, "MARKED_FINE_TIFF"));
    Dossier dossier = awaitOnLine(canary);

    assertThat(dossier.verdict().outcome()).isEqualTo(Outcome.CLASSIFIED);
    assertThat(dossier.verdict().rules()).contains("mark-secret");
    JsonNode card = cardOf(dossier.reception().id().hex(), canary);
    assertThat(card.path("urgency").asText()).isEqualTo("IMMEDIATE");
  }

  @Test
  void aFaxThatNobodyCanReadIsHeldAsUnread() throws Exception {
    Canary canary = secret();

    others.mail().deliver(brokenFax(canary));
    Dossier dossier = awaitOnLine(canary);

    String id = dossier.reception().id().hex();
    Await.until("the card is there", () -> register.settled(id));
    JsonNode card = cardOf(id, canary);
    assertThat(card.path("outcome").asText()).isEqualTo("HELD");
    assertThat(card.path("reason").asText()).isEqualTo("unread");
    assertThat(dossier.unread()).isNotEmpty();
    String told = "/api/v1/cards/" + id + "/resend";
    assertThat(desk.post(told, Map.of()).done().path("missing").toString()).contains("DAMAGED");
    Await.until(
        "its sender is asked to send it again",
        () -> desk.get(told).path("resend").path("state").asText().equals("SENT"));
  }

  @Test
  void whatIsNotAMessageIsHeldAndStopsNothing() throws Exception {
    Canary canary = secret();
    Post broken =
        new Post(
            "hotline", ("{\"text\": \"" + canary).getBytes(StandardCharsets.UTF_8), "broken-1");

    String id = taken(broken);
    String next = taken(Post.of("hotline", Map.of("text", "下一件")));
    Await.until("both are judged", () -> register.settled(id) && register.settled(next));

    assertThat(cardOf(id, canary).path("outcome").asText()).isEqualTo("HELD");
    assertThat(desk.item(next).path("outcome").asText()).isEqualTo("OPEN");
  }

  @Test
  void whatAStompClientMakesUpReachesNoLog() throws Exception {
    Canary canary = secret();
    String logIn =
        "CONNECT\naccept-version:1.2\nhost:localhost\nlogin:"
            + Office.NETWORK
            + "\npasscode:"
            + office.secret(Office.NETWORK)
            + "\n\n\0";
    String begin = "BEGIN\ntransaction:" + canary.words() + "\n\n\0";

    assertThat(stomp("SEND\ncontent-length:" + canary.words() + "\n\nx\0")).isNotNull();
    assertThat(stomp(logIn + begin + begin)).startsWith("CONNECTED");
    String id = taken(Post.of("sms", Map.of("text", "之后照常")));
    Await.until("the gateway goes on", () -> register.settled(id));

    LeakScan scan = new LeakScan(List.of(canary));
    assertThat(scan.below(office.root())).isEmpty();
  }

  /** Sends bytes that no client library would, and gives what came back within two seconds. */
  private String stomp(String frames) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (Socket socket = new Socket("127.0.0.1", office.ports().intranet().stomp())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(frames.getBytes(StandardCharsets.UTF_8));
      for (int read = socket.getInputStream().read();
          read >= 0;
          read = socket.getInputStream().read()) {
        answer.append((char) read);
      }
    } catch (SocketTimeoutException e) {
      // The broker leaves the connection open; what it said until now is the answer.
      return answer.toString();
    }
    return answer.toString();
  }

  @Test
  void theSamePostTwiceIsOneItemAndOneDuplicate() throws Exception {
    Post post = Post.of("sms", Map.of("text", "堤顶无渗漏"));

    String first = taken(post);
    String second = taken(post);
    Await.until("both are booked", () -> register.receptions(first) == 2);
    Await.until("it is judged", () -> register.settled(first));

    assertThat(second).isEqualTo(first);
    assertThat(desk.item(first).path("outcome").asText()).isEqualTo("OPEN");
  }

  @Test
  void equalTextsUnderTwoKeysAreTwoReports() throws Exception {
    Map<String, String> same = Map.of("text", "我处停电");

    assertThat(taken(Post.of("hotline", same))).isNotEqualTo(taken(Post.of("hotline", same)));
  }

  @Test
  void whatIsWronglySignedIsRefusedAndStoredNowhere() throws Exception {
    Canary canary = secret();
    Post post = Post.of("sms", Map.of("text", "来自陌生人" + canary));
    Integrator stranger =
        new Integrator(
            gateway.web(), Office.PROVIDER, "some-other-secret", provider.mac(), provider.http());

    Answer refused = stranger.post(post);
    Answer notYours = network.post(post);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.code()).isEqualTo("signature-wrong");
    assertThat(notYours.status()).isEqualTo(403);
    assertThat(notYours.code()).isEqualTo("channel-not-yours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void theDatabaseLosesNoCommit(String setting) {
    assertThat(register.setting(setting)).isEqualTo("on");
  }
}
