package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jsmpp.bean.OptionalParameter;
import org.sanwei.gateway.channel.reach.TextPdf;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.wiring.StompClient;

/**
 * Every way in, used by a sender who puts words of its own beside the text: headers, parameters,
 * columns, properties, fields, whatever the way has.
 */
final class Doors {
  private static final String SERVICE = "10690000";
  private static final short FIRST_OF_A_VENDOR = 0x1400;

  private final Office office;
  private final Counterparties others;
  private final Lan lan;

  Doors(Office office, Counterparties others) {
    this.office = office;
    this.others = others;
    this.lan = new Lan(office);
  }

  /** One way in. */
  interface Door {
    void send(String text, Map<String, String> beside) throws Exception;
  }

  /** All of them, by what the sender's words are called there. */
  Map<String, Door> all() {
    Map<String, Door> doors = new LinkedHashMap<>();
    doors.put("headers of a mail", this::mail);
    doors.put("headers of a signed post", this::post);
    doors.put("fields of a signed post", this::fields);
    doors.put("parameters of a deliver_sm", this::text);
    doors.put("columns of a CSV", this::csv);
    doors.put("fields of a JSON line", this::jsonLine);
    doors.put("keys of a fax's companion", this::fax);
    doors.put("properties of AMQP", this::amqp);
    doors.put("headers of STOMP", this::stomp);
    doors.put("user properties of MQTT", this::mqtt);
    return doors;
  }

  /** One of them. */
  Door named(String name) {
    return Objects.requireNonNull(all().get(name), name);
  }

  private void mail(String text, Map<String, String> beside) {
    StringBuilder mail = new StringBuilder();
    beside.forEach((name, value) -> mail.append(name + ": " + value + "\r\n"));
    mail.append("From: faxline@sandbox.invalid\r\nTo: ").append(others.mail().address());
    mail.append("\r\nSubject: fax\r\nMIME-Version: 1.0\r\n");
    mail.append("Content-Type: text/plain; charset=UTF-8\r\nContent-Transfer-Encoding: 8bit\r\n");
    mail.append("\r\n").append(text).append("\r\n");
    others.mail().deliver(mail.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void post(String text, Map<String, String> beside) throws IOException {
    Post post = Post.of("sms", Map.of("sender", "13800138000", "text", text));
    taken(Integrator.provider(office, office.web()).post(post, beside));
  }

  private void fields(String text, Map<String, String> beside) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(beside);
    all.put("text", text);
    taken(Integrator.network(office, office.web()).post(Post.of("hotline", all)));
  }

  private static void taken(Integrator.Answer answer) throws IOException {
    if (answer.status() != 202) {
      throw new IOException("answered " + answer.status());
    }
  }

  private void text(String text, Map<String, String> beside) throws IOException {
    OptionalParameter[] parameters = new OptionalParameter[beside.size()];
    int i = 0;
    for (Map.Entry<String, String> each : beside.entrySet()) {
      byte[] value = (each.getKey() + '=' + each.getValue()).getBytes(StandardCharsets.US_ASCII);
      short tag = (short) (FIRST_OF_A_VENDOR + i);
      parameters[i++] = new OptionalParameter.OctetString(tag, value);
    }
    Await.until("a session is bound", () -> others.smsc().boundSessions() > 0);
    byte[] body = others.smsc().partsOf(text).get(0);
    others.smsc().offer("13800138000", SERVICE, false, body, parameters);
  }

  private void csv(String text, Map<String, String> beside) throws IOException {
    String rows =
        "内容,标题,%s\r\n\"%s\",来电,%s\r\n"
            .formatted(String.join(",", beside.keySet()), text, String.join(",", beside.values()));
    drop("hotline", ".csv", rows.getBytes(StandardCharsets.UTF_8));
  }

  private void jsonLine(String text, Map<String, String> beside) throws IOException {
    Map<String, String> all = new LinkedHashMap<>(beside);
    all.put("内容", text);
    drop("hotline", ".jsonl", (Post.json(all) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private void fax(String text, Map<String, String> beside) throws IOException {
    StringBuilder told = new StringBuilder("received=1\ntotal=1\n");
    beside.forEach((name, value) -> told.append(name + "=" + value + "\n"));
    String stem = "fax-0546-8000000-" + Math.floorMod(UUID.randomUUID().hashCode(), 1_000_000);
    Path companion = office.drop("fax").resolve(stem + ".txt");
    Files.writeString(companion, told);
    put(companion.resolveSibling(stem + ".pdf"), TextPdf.of(text));
  }

  private void amqp(String text, Map<String, String> beside) throws IOException {
    lan.amqp(json(text), UUID.randomUUID().toString(), false, beside);
  }

  private void mqtt(String text, Map<String, String> beside) throws IOException {
    lan.mqtt(json(text), UUID.randomUUID().toString(), 1, beside);
  }

  private void stomp(String text, Map<String, String> beside) throws IOException {
    StringBuilder headers = new StringBuilder();
    Map<String, String> taken = new LinkedHashMap<>(beside);
    // A frame with it is answered by an ERROR: the broker keeps octets under this name, no text.
    taken.remove("_AMQ_ROUTE_TO");
    taken.forEach((name, value) -> headers.append(name + ":" + escaped(value) + "\n"));
    int port = office.ports().intranet().stomp();
    try (StompClient client =
        StompClient.connect(port, Office.NETWORK, office.secret(Office.NETWORK))) {
      StompClient.Frame answer = client.send("intranet.in", headers.toString(), json(text));
      if (!answer.command().equals("RECEIPT")) {
        throw new IOException(answer.command());
      }
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(":", "\\c");
  }

  private static String json(String text) {
    return Post.json(Map.of("sender", "市应急局", "text", text));
  }

  private void drop(String kind, String ending, byte[] bytes) throws IOException {
    put(office.drop(kind).resolve(UUID.randomUUID() + ending), bytes);
  }

  private static void put(Path file, byte[] bytes) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.write(unfinished, bytes);
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
