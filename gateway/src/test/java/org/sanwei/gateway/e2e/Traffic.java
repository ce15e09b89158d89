package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.e2e.Integrator.Answer;
import org.sanwei.gateway.e2e.Integrator.Post;

/**
 * Messages on every channel, each with a canary of its own and a known place to end in. Remembers
 * all that sources handed over, and which of it the gateway took. Safe from several threads.
 */
final class Traffic {
  private static final List<Way> POSTS =
      List.of(Way.SMS_POST, Way.FAX_POST, Way.HOTLINE_POST, Way.INTRANET_POST);

  private static final String SERVICE = "10690000";

  private final Random random;
  private final Counterparties others;
  private final Integrator provider;
  private final Integrator network;
  private final SlipPad pad;
  private final Lan lan;
  private final Drops drops;
  private final FaxMachine machine;
  private final List<Sent> all = new CopyOnWriteArrayList<>();
  private final List<Canary> mistyped = new CopyOnWriteArrayList<>();
  private final AtomicInteger senders = new AtomicInteger();

  Traffic(Random random, Office office, Counterparties others) {
    this.random = random;
    this.others = others;
    this.provider = Integrator.provider(office, office.web());
    this.network = Integrator.network(office, office.web());
    this.pad = new SlipPad(office);
    this.lan = new Lan(office);
    this.drops = new Drops(office);
    this.machine = new FaxMachine(others.mail());
  }

  /** Sends one message of any kind by any post. */
  Sent post() {
    return post(expected());
  }

  /** Sends one post of this outcome. */
  Sent post(Outcome expected) {
    return send(POSTS.get(next(POSTS.size())), expected);
  }

  /** The fax machine sends one page of this outcome by mail. */
  Sent fax(Outcome expected) {
    return send(Way.FAX_MAIL, expected);
  }

  /** The fax machine sends a page as a picture, which has to be recognised. */
  void faxPage(Outcome expected) {
    Object unused = send(Way.FAX_PAGE, expected);
  }

  /** Sends one message of any kind; by a file of the hotline some together. */
  void send(Way way) {
    if (way == Way.HOTLINE_FILE) {
      calls(List.of(expected(), expected(), expected()));
    } else {
      Object unused = send(way, expected());
    }
  }

  /** Sends one message. */
  Sent send(Way way, Outcome expected) {
    if (way == Way.HOTLINE_FILE) {
      return calls(List.of(expected)).get(0);
    }
    Sent sent = recorded(way, expected);
    sent.bring();
    return sent;
  }

  /** A text message of this outcome that its source has not sent yet; {@link #repeat} sends it. */
  Sent unsent(Outcome expected) {
    return recorded(Way.SMS_POST, expected);
  }

  /** Its source tries once. */
  void bring(Sent sent) {
    sent.bring();
  }

  /** Begins to send a text message by hand. */
  RawPost begin(Sent unsent) throws IOException {
    return new RawPost(provider, Objects.requireNonNull(unsent.post));
  }

  /** Everything that was not acknowledged is sent once more, as the contract asks of sources. */
  void repeat() {
    all.stream().filter(sent -> !sent.brought()).forEach(Sent::bring);
  }

  /** Whether every message was taken from its source. */
  boolean acknowledged() {
    return all.stream().allMatch(Sent::acknowledged);
  }

  /** How many messages of these ways the gateway has answered for. */
  long acknowledged(List<Way> ways) {
    return all.stream().filter(sent -> ways.contains(sent.way) && sent.acknowledged()).count();
  }

  /** Every message so far. */
  List<Sent> all() {
    return List.copyOf(all);
  }

  /** How many halves of texts wait for their rest in vain. */
  long undue() {
    return all.stream().filter(sent -> !sent.due()).count();
  }

  /** The canaries that no file may hold. */
  List<Canary> secrets() {
    return Stream.concat(
            mistyped.stream(),
            all.stream().filter(sent -> sent.expected != Outcome.OPEN).map(sent -> sent.canary))
        .toList();
  }

  /** Slips that are begun and not handed in: an ordinary one, and one with words too many. */
  void slipsLeft() {
    pad.leave(text(Outcome.OPEN, canary()));
    Canary secret = canary();
    mistyped.add(secret);
    pad.mistype(text(Outcome.OPEN, canary()), text(Outcome.CLASSIFIED, secret));
  }

  /** The pad that slips are written on. */
  SlipPad pad() {
    return pad;
  }

  private List<Sent> calls(List<Outcome> expected) {
    List<Canary> canaries = expected.stream().map(unused -> canary()).toList();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      texts.add(text(expected.get(i), canaries.get(i)));
    }
    List<Source> sources = drops.calls(texts);
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < expected.size(); i++) {
      sent.add(
          new Sent(
              Way.HOTLINE_FILE, canaries.get(i), expected.get(i), sender(), sources.get(i), null));
    }
    all.addAll(sent);
    sent.forEach(Sent::bring);
    return sent;
  }

  private Sent recorded(Way way, Outcome wanted) {
    // Half of anything is held.
    Outcome expected = way == Way.HALF_TEXT ? Outcome.HELD : wanted;
    Canary canary = canary();
    // The mark stands in the picture alone.
    boolean marked = way == Way.FAX_PAGE && expected == Outcome.CLASSIFIED;
    String text = text(marked ? Outcome.OPEN : expected, canary);
    Post post = POSTS.contains(way) ? Post.of(path(way), fields(text)) : null;
    Sender sender = sender();
    Source source =
        way == Way.FAX_PAGE
            ? machine.page(text, marked, sender)
            : post == null ? source(way, text, sender) : source(post);
    Sent sent = new Sent(way, canary, expected, sender, source, post);
    all.add(sent);
    return sent;
  }

  private Source source(Post post) {
    boolean providers = post.channel().equals("sms") || post.channel().equals("fax");
    return () -> {
      Answer answer = (providers ? provider : network).post(post);
      if (answer.status() != 202) {
        throw new IOException("answered " + answer.status());
      }
      return answer.id();
    };
  }

  private Source source(Way way, String text, Sender from) {
    String key = UUID.randomUUID().toString();
    String json = Post.json(fields(text));
    return switch (way) {
      case FAX_MAIL -> machine.text(text, from);
      case FAX_FILE -> drops.fax(text);
      case SHORT_TEXT -> texts(others.smsc().partsOf(text), false, from);
      case LONG_TEXT -> texts(parts(text), true, from);
      case HALF_TEXT -> texts(half(text), true, from);
      case SLIP -> pad.writing(text);
      case AMQP -> () -> told(() -> lan.amqp(json, key, false, Map.of()));
      case AMQP_TRANSACTION -> () -> told(() -> lan.amqp(json, key, true, Map.of()));
      case STOMP -> () -> told(() -> lan.stomp(json, key));
      case MQTT ->
          () -> told(() -> lan.mqtt(json, key, 1 + Math.abs(key.hashCode() % 2), Map.of()));
      default -> throw new IllegalArgumentException(way + " has a source of its own");
    };
  }

  private interface Telling {
    void tell() throws IOException;
  }

  /** For a gateway that names no id. */
  private static String told(Telling telling) throws IOException {
    telling.tell();
    return "";
  }

  private List<byte[]> parts(String text) {
    return others.smsc().partsOf(text + "。" + "东岸堤脚有渗水，请派人来看。".repeat(12));
  }

  /** Of four parts or so the first, with the canary, and all but one of the others. */
  private List<byte[]> half(String text) {
    List<byte[]> parts = new ArrayList<>(parts(text));
    parts.remove(1 + next(parts.size() - 1));
    return parts;
  }

  /** The SMS centre brings part after part, and each again until it is acknowledged. */
  private Source texts(List<byte[]> parts, boolean header, Sender from) {
    AtomicInteger next = new AtomicInteger();
    return () -> {
      while (next.get() < parts.size()) {
        if (others.smsc().boundSessions() == 0) {
          throw new ConnectException("nobody is bound");
        }
        others.smsc().offer(from.address(), SERVICE, header, parts.get(next.get()));
        next.incrementAndGet();
      }
      return "";
    };
  }

  private static String path(Way way) {
    return switch (way) {
      case SMS_POST -> "sms";
      case FAX_POST -> "fax";
      case HOTLINE_POST -> "hotline";
      default -> "intranet";
    };
  }

  private static Map<String, String> fields(String text) {
    return Map.of("sender", "值班员", "text", text);
  }

  /** A mobile number of its own, and none that is switched off (SandboxSmsc). */
  private Sender sender() {
    return new Sender(
        "1585%06d1".formatted(senders.incrementAndGet()),
        "<" + UUID.randomUUID() + "@senders.invalid>");
  }

  private int next(int bound) {
    synchronized (random) {
      return random.nextInt(bound);
    }
  }

  private Canary canary() {
    synchronized (random) {
      return Canary.next(random);
    }
  }

  private Outcome expected() {
    int any = next(10);
    return any < 4 ? Outcome.OPEN : any < 8 ? Outcome.CLASSIFIED : Outcome.HELD;
  }

  private static String text(Outcome expected, Canary canary) {
    return switch (expected) {
      case OPEN -> "水位正常，联系人" + canary;
      case CLASSIFIED, SPILL -> "机密★10年\n集结地点" + canary;
      case HELD -> "机密：今晚车队出发" + canary;
    };
  }
}
