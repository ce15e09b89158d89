package org.sanwei.gateway.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.sandbox.DrillMessage.Fax;
import org.sanwei.gateway.sandbox.DrillMessage.Hotline;
import org.sanwei.gateway.sandbox.DrillMessage.Intranet;
import org.sanwei.gateway.sandbox.DrillMessage.Kind;
import org.sanwei.gateway.sandbox.DrillMessage.Page;
import org.sanwei.gateway.sandbox.DrillMessage.Sms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a drill's messages coming on every channel, at a rate that can be set at any time. What the
 * gateway does not answer is sent again under the same idempotency key, and now and then something
 * is sent twice on purpose, as real sources do. Safe from any thread.
 */
public final class TrafficMaker implements AutoCloseable {
  /** No drill needs more than a hundred a second. */
  public static final int MOST_PER_MINUTE = 6_000;

  private static final Logger LOG = LoggerFactory.getLogger(TrafficMaker.class);
  private static final int SENDERS = 3;
  private static final int WAITING = 50;
  private static final int ATTEMPTS = 5;
  private static final int ACCEPTED = 202;
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
  private static final int PRUNE_EVERY = 50;

  /** One message in so many is sent twice. */
  private static final int TWICE_ONE_IN = 40;

  /** One transcript in so many, and one picture of a page in so many, comes as a file. */
  private static final int DROPPED_ONE_IN = 4;

  /** One text in so many comes by signed post and not from a phone. */
  private static final int POSTED_SMS_ONE_IN = 3;

  /** One fax in so many comes by signed post and not by mail. */
  private static final int POSTED_FAX_ONE_IN = 4;

  /** One message in so many from the intranet comes by the broker and not by signed post. */
  private static final int BY_BROKER_ONE_IN = 3;

  /**
   * What was sent so far.
   *
   * @param taken messages that the gateway answered 202, or the mail server took, or the SMS centre
   *     brought
   * @param twice of these, how many were sent a second time on purpose
   * @param refused messages answered with another status below 500
   * @param givenUp messages without an answer after five attempts
   * @param byKind the messages that were taken
   */
  public record Tally(long taken, long twice, long refused, long givenUp, Map<Kind, Long> byKind) {}

  private final SignedPost post;
  private final FaxMail faxMail;
  private final @Nullable FileDrops drops;
  private final Phone phone;
  private final @Nullable IntranetStomp intranet;
  private final Runnable housekeeping;
  private final Clock clock;
  private final Random random;
  private final DrillScript script;
  private final ObjectMapper json = new ObjectMapper();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Threads.named("traffic"));
  private final ThreadPoolExecutor senders =
      new ThreadPoolExecutor(
          SENDERS,
          SENDERS,
          1,
          TimeUnit.MINUTES,
          new LinkedBlockingQueue<>(WAITING),
          Threads.named("traffic-sender"),
          new ThreadPoolExecutor.CallerRunsPolicy());
  private final Map<Kind, Long> byKind = new EnumMap<>(Kind.class);
  private double perMinute;
  private @Nullable ScheduledFuture<?> nextTick;
  private long taken;
  private long twice;
  private long refused;
  private long givenUp;

  /** A phone that sends a text to the office's number. */
  public interface Phone {
    /** Returns once it is taken; throws IOException when it is not. */
    void send(String from, String text) throws IOException;
  }

  /**
   * Paused until {@link #setPerMinute}.
   *
   * @param drops where files are dropped; null for a drill without folders
   * @param intranet takes a share of the intranet's messages; null for none
   * @param seed of the messages' chance; written to the log so that a run can be had again
   * @param housekeeping called now and then, to throw away what the counterparties no longer need
   */
  public TrafficMaker(
      SignedPost post,
      FaxMail faxMail,
      @Nullable FileDrops drops,
      Phone phone,
      @Nullable IntranetStomp intranet,
      long seed,
      Clock clock,
      ZoneId zone,
      Runnable housekeeping) {
    this.post = post;
    this.faxMail = faxMail;
    this.drops = drops;
    this.phone = phone;
    this.intranet = intranet;
    this.housekeeping = housekeeping;
    this.clock = clock;
    this.random = new Random(seed);
    this.script = new DrillScript(random, clock, zone);
    LOG.info("drill traffic: seed {}", seed);
  }

  /** A seed that nobody chose. */
  public static long freshSeed(SecureRandom random) {
    return random.nextLong();
  }

  /**
   * Messages a minute from now on; 0 pauses. The pauses between them vary by half.
   *
   * @param rate 0 to {@value #MOST_PER_MINUTE}
   */
  public synchronized void setPerMinute(double rate) {
    if (!(rate >= 0 && rate <= MOST_PER_MINUTE)) {
      throw new IllegalArgumentException(
          "the drill's rate is 0 to " + MOST_PER_MINUTE + " a minute, not " + rate);
    }
    perMinute = rate;
    if (nextTick != null) {
      nextTick.cancel(false);
    }
    nextTick = null;
    scheduleNext();
  }

  public synchronized double perMinute() {
    return perMinute;
  }

  public synchronized Tally tally() {
    return new Tally(taken, twice, refused, givenUp, Map.copyOf(byKind));
  }

  /** Makes one message and sends it before returning, whatever the rate. */
  public void sendOne() {
    deliver(write());
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    senders.shutdownNow();
  }

  private synchronized void scheduleNext() {
    if (perMinute == 0 || ticker.isShutdown()) {
      return;
    }
    long pauseMillis = Math.round(60_000 / perMinute * (0.5 + random.nextDouble()));
    nextTick = ticker.schedule(this::tick, pauseMillis, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    try {
      Envelope message = write();
      senders.execute(() -> deliver(message));
    } catch (RejectedExecutionException e) {
      LOG.debug("closing: a drill message is not sent");
    } finally {
      scheduleNext();
    }
  }

  private record Envelope(
      DrillMessage message,
      String idempotencyKey,
      boolean sendTwice,
      boolean posted,
      boolean dropped,
      boolean byBroker) {}

  /** All that chance decides, in one place and in order, so that a seed tells everything. */
  private synchronized Envelope write() {
    DrillMessage message = script.next();
    boolean dropped =
        drops != null && FileDrops.takes(message) && random.nextInt(DROPPED_ONE_IN) == 0;
    boolean posted =
        !(message instanceof Fax || message instanceof Sms)
            || random.nextInt(message instanceof Fax ? POSTED_FAX_ONE_IN : POSTED_SMS_ONE_IN) == 0;
    boolean sendTwice = posted && !dropped && random.nextInt(TWICE_ONE_IN) == 0;
    boolean byBroker =
        intranet != null && message instanceof Intranet && random.nextInt(BY_BROKER_ONE_IN) == 0;
    // not from the seed: a second run must not look like the first one's repetition
    return new Envelope(
        message, UUID.randomUUID().toString(), sendTwice, posted, dropped, byBroker);
  }

  private void deliver(Envelope envelope) {
    try {
      boolean wasTaken = send(envelope);
      if (wasTaken && envelope.sendTwice && send(envelope)) {
        countTwice();
      }
      if (wasTaken && count(envelope.message.kind()) % PRUNE_EVERY == 0) {
        housekeeping.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // its text may hold the message
      LOG.warn("a drill message was not sent: {}", e.getClass().getName());
    }
  }

  private boolean send(Envelope envelope) throws InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (attempt > 1) {
        Thread.sleep(RETRY_PAUSE.toMillis());
      }
      try {
        if (envelope.dropped && drops != null) {
          drops.drop(envelope.message, envelope.idempotencyKey);
          return true;
        }
        if (!envelope.posted) {
          sendUnposted(envelope.message);
          return true;
        }
        if (envelope.byBroker && intranet != null) {
          if (intranet.send(body(envelope.message), envelope.idempotencyKey)) {
            return true;
          }
          countRefused();
          return false;
        }
        int status =
            post.post(envelope.message.channel(), body(envelope.message), envelope.idempotencyKey);
        if (status == ACCEPTED) {
          return true;
        }
        if (status < 500 && status != 429) {
          LOG.warn("a drill message on {} was refused: {}", envelope.message.channel(), status);
          countRefused();
          return false;
        }
      } catch (IOException | MessagingException e) {
        LOG.debug("no answer on {}, attempt {}", envelope.message.channel(), attempt);
      }
    }
    countGivenUp();
    return false;
  }

  private void sendUnposted(DrillMessage message) throws IOException, MessagingException {
    if (message instanceof Sms sms) {
      phone.send(sms.sender(), sms.text());
    } else {
      faxMail.send((Fax) message);
    }
  }

  private synchronized long count(Kind kind) {
    byKind.merge(kind, 1L, Long::sum);
    return ++taken;
  }

  private synchronized void countTwice() {
    twice++;
  }

  private synchronized void countRefused() {
    refused++;
  }

  private synchronized void countGivenUp() {
    givenUp++;
  }

  private byte[] body(DrillMessage message) {
    ObjectNode body = json.createObjectNode();
    if (message instanceof Sms sms) {
      body.put("sender", sms.sender()).put("text", sms.text());
      body.put("sentAt", clock.instant().toString());
    } else if (message instanceof Hotline hotline) {
      body.put("caseId", hotline.caseId()).put("version", hotline.version());
      body.put("caller", hotline.caller()).put("subject", hotline.subject());
      body.put("text", hotline.text());
    } else if (message instanceof Intranet intranet) {
      body.put("sender", intranet.sender()).put("unit", intranet.unit());
      body.put("subject", intranet.subject()).put("text", intranet.text());
      body.putArray("attachments");
    } else if (message instanceof Fax fax) {
      body.put("sender", fax.sender()).put("subject", fax.subject()).put("pages", 1);
      boolean hasPage = fax.page() == Page.TEXT_PDF || fax.page().isPicture();
      body.putArray("attachments")
          .addObject()
          .put("name", hasPage ? FaxMail.fileName(fax.page()) : "fax.txt")
          .put("mediaType", hasPage ? fax.page().mediaType() : "text/plain; charset=UTF-8")
          .put(
              "base64",
              Base64.getEncoder()
                  .encodeToString(
                      hasPage
                          ? FaxMail.bytes(fax)
                          : fax.text().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    try {
      return json.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an object node is always JSON", e);
    }
  }
}
