package org.sanwei.gateway.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.sanwei.gateway.e2e.Integrator.Answer;
import org.sanwei.gateway.e2e.Integrator.Post;
import org.sanwei.gateway.sandbox.SandboxSmsc;
import org.sanwei.routes.queue.Addresses;

/**
 * Very many messages on every way in at once, as fast as they are taken; whoever is told to wait
 * waits, and brings the same message again. Numbers are those of {@link Serial}, each once.
 */
final class Flood implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Back-pressure may put a file or a mail off for long; for ever is a fault. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final int ROWS_OF_A_FILE = 5_000;
  private static final int MAILS_AT_ONCE = 200;

  private final Office office;
  private final Counterparties others;
  private final Lan lan;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> works = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong toldToWait = new AtomicLong();
  private final AtomicLong unanswered = new AtomicLong();
  private final Map<Way, Integer> shares = new EnumMap<>(Way.class);

  private Flood(Office office, Counterparties others) {
    this.office = office;
    this.others = others;
    this.lan = new Lan(office);
  }

  /** Begins to send so many on all ways. */
  static Flood begin(Office office, Counterparties others, int messages) {
    Flood flood = new Flood(office, others);
    flood.share(Way.AMQP, messages * 15 / 100);
    flood.share(Way.STOMP, messages / 200);
    flood.share(Way.MQTT, messages / 200);
    flood.share(Way.SHORT_TEXT, messages * 20 / 100);
    flood.share(Way.HOTLINE_FILE, messages * 20 / 100);
    flood.share(Way.FAX_MAIL, messages * 4 / 100);
    flood.share(Way.SMS_POST, messages - flood.shares.values().stream().mapToInt(n -> n).sum());
    flood.shares.forEach(flood::work);
    return flood;
  }

  private void share(Way way, int count) {
    shares.put(way, count);
  }

  private void work(Way way, int count) {
    switch (way) {
      case AMQP -> together(2, count, this::amqp);
      case STOMP ->
          together(1, count, left -> each(left, n -> lan.stomp(json(n), UUID.randomUUID() + "")));
      case MQTT ->
          together(
              1,
              count,
              left -> each(left, n -> lan.mqtt(json(n), UUID.randomUUID() + "", 1, Map.of())));
      case SHORT_TEXT -> together(8, count, left -> each(left, this::text));
      case HOTLINE_FILE -> together(1, count, this::files);
      case FAX_MAIL -> together(1, count, this::mails);
      default -> together(6, count, this::posts);
    }
  }

  private interface Work {
    void run(AtomicInteger left) throws Exception;
  }

  private interface Sending {
    void send(int serial) throws Exception;
  }

  private void together(int many, int count, Work work) {
    AtomicInteger left = new AtomicInteger(count);
    for (int i = 0; i < many; i++) {
      works.add(
          threads.submit(
              () -> {
                work.run(left);
                return null;
              }));
    }
  }

  /** One after the other, each until it is taken. */
  private void each(AtomicInteger left, Sending one) throws Exception {
    while (left.getAndDecrement() > 0) {
      int serial = next.getAndIncrement();
      while (!sent(serial, one)) {
        Siege.pause(PAUSE);
      }
      accepted.incrementAndGet();
    }
  }

  private boolean sent(int serial, Sending one) throws Exception {
    try {
      one.send(serial);
      return true;
    } catch (IOException e) {
      toldToWait.incrementAndGet();
      return false;
    }
  }

  /** How many were handed over and answered for; mails and files count when they are gone. */
  long accepted() {
    return accepted.get();
  }

  /** How often somebody was asked to come again later. */
  long toldToWait() {
    return toldToWait.get();
  }

  /** How many tries ended without an answer: a text among them may have come twice. */
  long unanswered() {
    return unanswered.get();
  }

  Map<Way, Integer> shares() {
    return shares;
  }

  /** Whether every source is rid of all it had; throws what one of them threw. */
  boolean over() throws InterruptedException, ExecutionException {
    for (Future<?> work : works) {
      if (!work.isDone()) {
        return false;
      }
      Object unused = work.get();
    }
    return true;
  }

  private void posts(AtomicInteger left) throws Exception {
    Integrator provider = Integrator.provider(office, office.web());
    Integrator network = Integrator.network(office, office.web());
    List<String> paths = List.of("sms", "fax", "hotline", "intranet");
    while (left.getAndDecrement() > 0) {
      int serial = next.getAndIncrement();
      String path = paths.get(serial % paths.size());
      Post post = Post.of(path, Map.of("sender", "值班员", "text", Serial.text(serial)));
      Integrator who = path.equals("sms") || path.equals("fax") ? provider : network;
      while (!posted(who, post)) {
        Siege.pause(PAUSE);
      }
      accepted.incrementAndGet();
    }
  }

  /** With the same key again until it is a 202; what it waits for is said by Retry-After. */
  private boolean posted(Integrator who, Post post) throws InterruptedException {
    Answer answer;
    try {
      answer = who.post(post);
    } catch (IOException e) {
      unanswered.incrementAndGet();
      return false;
    }
    if (answer.status() == 202) {
      return true;
    }
    if (answer.status() != 429 && answer.status() != 503) {
      throw new AssertionError("a post was answered " + answer.status() + " " + answer.code());
    }
    toldToWait.incrementAndGet();
    Thread.sleep(Math.max(0, answer.retryAfter().minus(PAUSE).toMillis()));
    return false;
  }

  private void text(int serial) throws IOException {
    SandboxSmsc smsc = others.smsc();
    String from = "1585%06d1".formatted(serial % 1_000_000);
    smsc.offer(from, "10690000", false, smsc.partsOf(Serial.text(serial)).get(0));
  }

  private static String json(int serial) {
    return Post.json(Map.of("sender", "市应急局", "text", Serial.text(serial)));
  }

  private void amqp(AtomicInteger left) throws Exception {
    String uri = "amqp://127.0.0.1:" + office.ports().intranet().amqp();
    try (Connection connection =
            new JmsConnectionFactory(Office.NETWORK, office.secret(Office.NETWORK), uri)
                .createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer to = session.createProducer(session.createQueue(Addresses.INTRANET))) {
      each(
          left,
          serial -> {
            try {
              Message message = session.createTextMessage(json(serial));
              message.setStringProperty("sanwei_idempotency_key", "flood-" + serial);
              to.send(message);
            } catch (JMSException e) {
              throw new IOException(e.getClass().getSimpleName());
            }
          });
    }
  }

  private void files(AtomicInteger left) throws Exception {
    int count = 0;
    while (left.get() > 0) {
      int rows = Math.min(ROWS_OF_A_FILE, left.get());
      left.addAndGet(-rows);
      Path file = office.drop("hotline").resolve("flood-" + count++ + ".csv");
      StringBuilder csv = new StringBuilder("工单编号,版本,状态,来电号码,标题,内容,时间\r\n");
      for (int i = 0; i < rows; i++) {
        int serial = next.getAndIncrement();
        csv.append("F-" + serial + ",1,新建,13900000001,来电,\"");
        csv.append(Serial.text(serial)).append("\",\r\n");
      }
      Path unfinished = file.resolveSibling(file.getFileName() + ".part");
      Files.write(unfinished, csv.toString().getBytes(UTF_8));
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      await("a file is taken")
          .atMost(PATIENCE)
          .pollInterval(PAUSE)
          .until(() -> !Files.exists(file));
      accepted.addAndGet(rows);
    }
  }

  private void mails(AtomicInteger left) throws Exception {
    while (left.get() > 0) {
      int some = Math.min(MAILS_AT_ONCE, left.get());
      left.addAndGet(-some);
      for (int i = 0; i < some; i++) {
        others.mail().deliver(mail(next.getAndIncrement()));
      }
      await("the inbox is empty")
          .atMost(PATIENCE)
          .pollInterval(PAUSE)
          .until(() -> others.mail().inInbox() == 0);
      others.mail().prune();
      accepted.addAndGet(some);
    }
  }

  private byte[] mail(int serial) {
    return """
    From: faxline@sandbox.invalid
    To: %s
    Subject: fax
    MIME-Version: 1.0
    Content-Type: text/plain; charset=UTF-8
    Content-Transfer-Encoding: base64

    %s
    """
        .formatted(
            others.mail().address(),
            Base64.getMimeEncoder().encodeToString(Serial.text(serial).getBytes(UTF_8)))
        .replace("\r", "")
        .replace("\n", "\r\n")
        .getBytes(UTF_8);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
