package org.sanwei.routes.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.routes.intake.SegmentIndex.Group;
import org.sanwei.routes.intake.SegmentIndex.Key;
import org.sanwei.routes.intake.SegmentIndex.Slot;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.SmsSegment;
import org.sanwei.routes.message.SmsWentOn;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SegmentQueue;
import org.sanwei.routes.sms.Inbound.Answer;
import org.sanwei.routes.sms.PartPlace;
import org.sanwei.routes.sms.ShortMessage;
import org.sanwei.routes.sms.SmsPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the parts of long texts. Each part lies sealed on {@code sanwei.segment} before it is
 * acknowledged; when all are there, or the wait is over, they become one arrival in one broker
 * transaction: at any moment a part is in exactly one of the two places. What is known in memory is
 * read back from the broker at the start. One thread of its own; safe from many others.
 */
public final class Segments implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Segments.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Key NOBODY = new Key("", "", "", PartPlace.By.SAR, 0, 0);

  private final Intake intake;
  private final EpochKeys epochs;
  private final DurableQueue puts;
  private final SegmentQueue takes;
  private final Supplier<UUID> ids;
  private final Clock clock;
  private final SegmentJoin join;
  private final SegmentIndex index = new SegmentIndex();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "sms-segments");
            thread.setDaemon(true);
            return thread;
          });

  private Segments(
      Intake intake,
      EpochKeys epochs,
      DurableQueue puts,
      SegmentQueue takes,
      Supplier<UUID> ids,
      Clock clock) {
    this.intake = intake;
    this.epochs = epochs;
    this.puts = puts;
    this.takes = takes;
    this.ids = ids;
    this.clock = clock;
    this.join = new SegmentJoin(intake, epochs, clock);
  }

  /**
   * Reads back what waits and begins to look after it.
   *
   * @param ids of groups, no two alike
   * @throws org.sanwei.routes.queue.BrokerUnavailable when the broker does not show its queue
   */
  public static Segments open(
      Intake intake,
      EpochKeys epochs,
      DurableQueue puts,
      SegmentQueue takes,
      Supplier<UUID> ids,
      Clock clock) {
    Segments segments = new Segments(intake, epochs, puts, takes, ids, clock);
    takes.browse(segments::restore);
    var unused =
        segments.worker.scheduleWithFixedDelay(
            segments::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return segments;
  }

  private void restore(ArrivalId id, byte[] sealed) {
    Optional<SmsWentOn> memory = join.memory(sealed);
    if (memory.isPresent()) {
      index.remember(SegmentJoin.key(memory.get()), id, memory.get().digests(), memory.get().at());
      return;
    }
    Optional<SmsSegment> found = join.segment(sealed);
    if (found.isEmpty()) {
      // Taken up at once, so that it comes to rest where people look: see joined().
      Instant now = clock.instant();
      index.restore(
          new Group(id, new UUID(0, 0), NOBODY, now, now), 0, Sm3.hex(sealed), sealed.length);
      return;
    }
    SmsSegment segment = found.get();
    Group group =
        new Group(
            segment.id(),
            segment.group(),
            SegmentJoin.key(segment),
            segment.startedAt(),
            segment.until());
    index.restore(
        group,
        segment.place().part(),
        SegmentJoin.digest(segment.part()),
        sizeBytes(segment.part()));
  }

  /** Stores one part. Safe to be called for the same part by several sessions at once. */
  Answer take(String channel, Duration wait, ShortMessage message, PartPlace place) {
    Instant now = clock.instant();
    SmsPart part = SmsPart.of(message, place.part(), now);
    String digest = SegmentJoin.digest(part);
    Key key =
        new Key(
            channel,
            message.sender(),
            message.destination(),
            place.by(),
            place.reference(),
            place.total());
    Slot slot =
        index.place(
            key, place.part(), digest, sizeBytes(part), () -> fresh(key, now, now.plus(wait)));
    if (slot instanceof Slot.Free free) {
      return store(free.group(), place, part, digest);
    }
    return slot instanceof Slot.Again
        ? Answer.TAKEN
        : slot instanceof Slot.Full ? Answer.SLOWER : Answer.LATER;
  }

  private Group fresh(Key key, Instant now, Instant until) {
    UUID group = ids.get();
    ArrivalId id = intake.idOf(key.channel(), SourceIdentity.unnamed(group));
    return new Group(id, group, key, now, until);
  }

  private Answer store(Group group, PartPlace place, SmsPart part, String digest) {
    SmsSegment segment =
        new SmsSegment(
            SmsSegment.VERSION,
            group.id,
            group.uuid,
            group.key.channel(),
            group.key.sender(),
            group.key.destination(),
            place,
            group.startedAt,
            group.until(),
            part);
    boolean stored = false;
    try (EpochKeys.Lease lease = epochs.lease()) {
      puts.put(List.of(new EpochSeal(lease).segment(segment)));
      stored = true;
    } finally {
      if (!stored) {
        index.failed(group, place.part(), sizeBytes(part));
      }
    }
    if (index.stored(group, place.part(), digest)) {
      soon(group);
    }
    return Answer.TAKEN;
  }

  private void soon(Group group) {
    try {
      worker.execute(() -> pass(group));
    } catch (RejectedExecutionException e) {
      LOG.debug("closing: whole texts go on after the next start");
    }
  }

  /** Every second; never throws, so that the next one comes. */
  private void look() {
    for (Group group : index.due(clock.instant())) {
      if (!pass(group)) {
        return;
      }
    }
    for (ArrivalId text : index.toForget(clock.instant())) {
      if (!forget(text)) {
        return;
      }
    }
  }

  /** With a part that nobody acknowledged, should one lie there: its sender brings it again. */
  private boolean forget(ArrivalId text) {
    try {
      takes.replace(text, 0, unused -> List.of());
      index.forgotten(text);
      return true;
    } catch (RuntimeException e) {
      LOG.warn("text {} is not forgotten yet: {}", text, e.getClass().getSimpleName());
      return false;
    }
  }

  /** Makes an arrival of the group; false when the broker does not let us. */
  private boolean pass(Group group) {
    Optional<Integer> known = index.close(group);
    if (known.isEmpty()) {
      return true;
    }
    Map<Integer, String> wentOn = new HashMap<>();
    Function<Map<Integer, String>, Optional<ArrivalId>> repeated =
        some -> index.repeated(group.key, some);
    try (EpochKeys.Lease lease = epochs.lease()) {
      EpochSeal seal = new EpochSeal(lease);
      if (takes.replace(
          group.id, known.get(), parts -> join.joined(parts, seal, repeated, wentOn))) {
        index.gone(group, wentOn, clock.instant());
      } else {
        int misses = index.missed(group);
        if (Integer.bitCount(misses) == 1) {
          LOG.warn("not all parts of text {} are to be had from the broker now", group.id);
        }
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the parts of text {} wait on: {}", group.id, e.getClass().getSimpleName());
      return false;
    }
  }

  private static int sizeBytes(SmsPart part) {
    return part.octets().length;
  }

  /** Lets the transaction that runs come to its end. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("parts of texts were still being joined at the end; they wait on the broker");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
