package org.sanwei.gateway.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.sanwei.gateway.e2e.Desk.Answer;

/**
 * Who lets bulletins out, three people with a session each: the 信息员 drafts, one 带班领导 reviews,
 * another signs. Remembers every bulletin and the last state that its person was told. For one
 * thread at a time.
 */
final class Bureau {
  final Desk editor;
  final Desk reviewer;
  final Desk signer;
  private final List<Bulletin> all = new CopyOnWriteArrayList<>();

  Bureau(Office office) {
    editor = office.desk(Office.EDITOR);
    reviewer = office.desk(Office.LEADER);
    signer = office.desk(Office.OTHER_LEADER);
  }

  /** What people write. */
  record Words(String title, String body, String sms) {}

  /** One bulletin; {@code told} is empty until its drafter was told that it is stored. */
  static final class Bulletin {
    final Words words;
    private String id = "";
    private int version;
    private String told = "";
    private boolean asked;

    private Bulletin(Words words) {
      this.words = words;
    }

    /** Whether its last act was asked for and never answered. */
    boolean asked() {
      return asked;
    }

    String id() {
      return id;
    }

    /** The last state that the interface answered with. */
    String told() {
      return told;
    }

    private Bulletin now(JsonNode answer) {
      id = answer.path("id").asText();
      version = answer.path("version").asInt();
      told = answer.path("state").asText();
      asked = false;
      return this;
    }

    @Override
    public String toString() {
      return "Bulletin " + id + " " + told;
    }
  }

  /** Drafts it from items and for leaders by name; it must be stored. */
  Bulletin draft(Words words, List<String> items, List<String> leaders) throws IOException {
    Bulletin bulletin = new Bulletin(words);
    List<String> to = recipients(leaders);
    all.add(bulletin);
    bulletin.asked = true;
    return bulletin.now(drafting(words, items, to).done());
  }

  /** The answer to a draft that may be refused. */
  Answer drafting(Words words, List<String> items, List<String> recipients) throws IOException {
    return editor.post(
        "/api/v1/bulletins",
        Map.of(
            "title",
            words.title(),
            "body",
            words.body(),
            "sms",
            words.sms(),
            "items",
            items,
            "recipients",
            recipients,
            "version",
            0));
  }

  Bulletin submit(Bulletin bulletin) throws IOException {
    return act(editor, bulletin, "submit");
  }

  Bulletin review(Bulletin bulletin) throws IOException {
    return act(reviewer, bulletin, "review");
  }

  Bulletin sign(Bulletin bulletin) throws IOException {
    return act(signer, bulletin, "sign");
  }

  private Bulletin act(Desk who, Bulletin bulletin, String act) throws IOException {
    bulletin.asked = true;
    return bulletin.now(acting(who, bulletin, act).done());
  }

  /** Drafts, submits, reviews and signs. */
  Bulletin letOut(Words words, List<String> items, List<String> leaders) throws IOException {
    return sign(review(submit(draft(words, items, leaders))));
  }

  /** The answer to an act that may be refused. */
  Answer acting(Desk who, Bulletin bulletin, String act) throws IOException {
    return who.post(
        "/api/v1/bulletins/" + bulletin.id + "/" + act, Map.of("version", bulletin.version));
  }

  /** The contentless notice in place of a bulletin that may not go out. */
  Bulletin notice(Bulletin of) throws IOException {
    Bulletin notice = new Bulletin(of.words);
    all.add(notice);
    return notice.now(acting(editor, of, "notice").done());
  }

  /** The bulletin as it is stored now. */
  JsonNode stored(Bulletin bulletin) throws IOException {
    return editor.get("/api/v1/bulletins/" + bulletin.id);
  }

  /** Every delivery of every release of a bulletin, those sent again too. */
  List<Delivery> deliveries(Bulletin bulletin) throws IOException {
    List<Delivery> deliveries = new ArrayList<>();
    for (JsonNode release : stored(bulletin).path("releases")) {
      JsonNode view = editor.get("/api/v1/releases/" + release.asText());
      for (JsonNode delivery : view.path("deliveries")) {
        deliveries.add(
            new Delivery(
                release.asText(),
                delivery.path("outlet").asText(),
                delivery.path("recipient").asText(),
                delivery.path("name").asText(),
                delivery.path("state").asText(),
                delivery.path("code").asText(""),
                delivery.path("attempt").asInt(),
                delivery.path("segments").asInt()));
      }
    }
    return deliveries;
  }

  /** What became of one text to one leader over one outlet. */
  record Delivery(
      String release,
      String outlet,
      String recipient,
      String name,
      String state,
      String code,
      int attempt,
      int segments) {

    /** Whether it stands as it will stay unless somebody does something. */
    boolean rests() {
      return switch (state) {
        case "QUEUED", "SENDING" -> false;
        // WeCom gives no receipts.
        case "ACCEPTED" -> outlet.equals("wecom");
        default -> true;
      };
    }
  }

  /** 重发 of one delivery. */
  Answer resend(Delivery delivery) throws IOException {
    return editor.post(
        "/api/v1/releases/" + delivery.release() + "/resend",
        Map.of("outlet", delivery.outlet(), "recipient", delivery.recipient()));
  }

  /** The one delivery to this leader over this outlet that began the bulletin's way. */
  Delivery delivery(Bulletin bulletin, String outlet, String leader) throws IOException {
    return deliveries(bulletin).stream()
        .filter(d -> d.outlet().equals(outlet) && d.name().equals(leader))
        .findFirst()
        .orElseThrow();
  }

  /** Waits until nothing of the bulletin is on its way any more. */
  List<Delivery> awaitRest(Bulletin bulletin) throws IOException {
    Await.until(
        bulletin + " is where it stays",
        () -> deliveries(bulletin).stream().allMatch(Delivery::rests));
    return deliveries(bulletin);
  }

  /** Every bulletin so far, whether or not its drafter was told of it. */
  List<Bulletin> all() {
    return List.copyOf(all);
  }

  /** The stored bulletins with these words in their text: how often they were stored. */
  long storedWith(String words) throws IOException {
    JsonNode list = editor.get("/api/v1/bulletins?limit=200");
    return StreamSupport.stream(list.spliterator(), false)
        .filter(one -> one.path("sms").asText().contains(words))
        .count();
  }

  /** After a restart all sessions are gone: everybody logs in again when it is their turn. */
  void leave() {
    List.of(editor, reviewer, signer).forEach(Desk::leave);
  }

  /** Everybody logs in now, so that the first act is not kept waiting by it. */
  void arrive() throws IOException {
    leave();
    for (Desk person : List.of(editor, reviewer, signer)) {
      Object unused = person.get("/api/v1/recipients");
    }
  }

  /** The recipients' ids of leaders on the book. */
  List<String> recipients(List<String> leaders) throws IOException {
    Map<String, String> ids = new HashMap<>();
    editor
        .get("/api/v1/recipients")
        .forEach(one -> ids.put(one.path("name").asText(), one.path("id").asText()));
    return leaders.stream().map(name -> ids.getOrDefault(name, "")).toList();
  }
}
