package org.sanwei.gateway.e2e;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.e2e.Integrator.Answer;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.sandbox.DrillMessage;
import org.sanwei.gateway.sandbox.FaxMail;

/**
 * Messages on every channel, each with a canary of its own and a known place to end in. Remembers
 * all that sources handed over, and which of it the gateway took. Safe from several threads.
 */
final class Traffic {
  /** By mail; the others are the last part of a post's path. */
  static final String FAX_MAIL = "fax-mail";

  private static final List<String> POSTS = List.of("sms", "fax", "hotline", "intranet");

  private final Random random;
  private final Integrator provider;
  private final Integrator network;
  private final FaxMail faxMachine;
  private final List<Sent> all = new CopyOnWriteArrayList<>();

  Traffic(Random random, Integrator provider, Integrator network, FaxMail faxMachine) {
    this.random = random;
    this.provider = provider;
    this.network = network;
    this.faxMachine = faxMachine;
  }

  /** One message; its id is known once the gateway answered for it, and never for mail. */
  static final class Sent {
    final Canary canary;
    final Outcome expected;
    private final @Nullable Post post;
    private volatile String id = "";
    private volatile boolean handedOver;
    private volatile boolean unanswered;

    private Sent(Canary canary, Outcome expected, @Nullable Post post) {
      this.canary = canary;
      this.expected = expected;
      this.post = post;
    }

    String id() {
      return id;
    }

    /** Whether a try of its source ended without an answer. */
    boolean unanswered() {
      return unanswered;
    }

    @Override
    public String toString() {
      return expected + " " + canary + " " + id;
    }
  }

  /** Sends one message of any kind by any post. */
  Sent post() {
    return send(random.nextInt(POSTS.size()), expected());
  }

  /** Sends one post of this outcome. */
  Sent post(Outcome expected) {
    return send(random.nextInt(POSTS.size()), expected);
  }

  /** The fax machine sends one page of any kind by mail. */
  Sent fax() {
    return fax(expected());
  }

  /** The fax machine sends one page of this outcome by mail. */
  Sent fax(Outcome expected) {
    Sent sent = new Sent(canary(), expected, null);
    all.add(sent);
    send(sent);
    return sent;
  }

  /** A text message of this outcome that its source has not sent yet; {@link #repeat} sends it. */
  Sent unsent(Outcome expected) {
    return recorded(0, expected);
  }

  /** Begins to send a text message by hand. */
  RawPost begin(Sent unsent) throws IOException {
    return new RawPost(provider, Objects.requireNonNull(unsent.post));
  }

  /** Everything that was not acknowledged is sent once more, as the contract asks of sources. */
  void repeat() {
    all.stream().filter(sent -> !sent.handedOver).forEach(this::send);
  }

  /** Whether every message was taken from its source. */
  boolean acknowledged() {
    return all.stream().allMatch(sent -> sent.handedOver);
  }

  /** Every message so far. */
  List<Sent> all() {
    return List.copyOf(all);
  }

  /** The canaries that no file may hold. */
  List<Canary> secrets() {
    return all.stream()
        .filter(sent -> sent.expected != Outcome.OPEN)
        .map(sent -> sent.canary)
        .toList();
  }

  private Sent send(int channel, Outcome expected) {
    Sent sent = recorded(channel, expected);
    send(sent);
    return sent;
  }

  private Sent recorded(int channel, Outcome expected) {
    Canary canary = canary();
    Map<String, String> fields = Map.of("sender", "值班员", "text", text(expected, canary));
    Sent sent = new Sent(canary, expected, Post.of(POSTS.get(channel), fields));
    all.add(sent);
    return sent;
  }

  private void send(Sent sent) {
    if (sent.post == null) {
      mail(sent);
      return;
    }
    boolean providers = POSTS.indexOf(sent.post.channel()) < 2;
    try {
      Answer answer = (providers ? provider : network).post(sent.post);
      if (answer.status() == 202) {
        sent.id = answer.id();
        sent.handedOver = true;
      }
    } catch (IOException e) {
      // Nobody knows whether the gateway has it: repeat() asks again with the same key.
      sent.handedOver = false;
      sent.unanswered = true;
    }
  }

  private void mail(Sent sent) {
    try {
      faxMachine.send(
          new DrillMessage.Fax(
              DrillMessage.Kind.ROUTINE,
              "0546-8000000",
              "传真",
              text(sent.expected, sent.canary),
              DrillMessage.Page.PLAIN));
      sent.handedOver = true;
    } catch (MessagingException e) {
      throw new IllegalStateException("the mailbox does not answer", e);
    }
  }

  private Canary canary() {
    synchronized (random) {
      return Canary.next(random);
    }
  }

  private Outcome expected() {
    synchronized (random) {
      int any = random.nextInt(10);
      return any < 4 ? Outcome.OPEN : any < 8 ? Outcome.CLASSIFIED : Outcome.HELD;
    }
  }

  private static String text(Outcome expected, Canary canary) {
    return switch (expected) {
      case OPEN -> "水位正常，联系人" + canary;
      case CLASSIFIED, SPILL -> "机密★10年\n集结地点" + canary;
      case HELD -> "机密：今晚车队出发" + canary;
    };
  }
}
