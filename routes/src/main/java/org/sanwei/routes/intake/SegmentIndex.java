package org.sanwei.routes.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.sms.PartPlace;

/**
 * Which parts of which long texts wait on the broker: digests and times, no texts. What it may hold
 * is bounded, whoever sends. Safe from many threads.
 */
final class SegmentIndex {
  /** Half of what the count of epochs still looks through (BrokerEpochs). */
  static final int MOST_PARTS = 10_000;

  /** More halves of one sender than this, and the oldest goes on without its rest. */
  static final int MOST_OF_ONE_SENDER = 16;

  /** Two texts of as many parts as there can be. */
  static final int MOST_PARTS_OF_ONE_SENDER = 2 * 255;

  static final long MOST_BYTES_OF_ONE_SENDER = 1024 * 1024;

  /** Kept free for parts that complete a text: they make room. */
  static final int ROOM_TO_COMPLETE = 1_000;

  private static final int MOST_REMEMBERED = 2_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  /** Far below what the broker keeps in memory: what is paged out, a selector may not find. */
  static final long MOST_BYTES = 16L * 1024 * 1024;

  /** What parts of one long text have in common; a reference comes again, so it is no identity. */
  record Key(
      String channel,
      String sender,
      String destination,
      PartPlace.By by,
      int reference,
      int total) {
    @Override
    public String toString() {
      return "Key[" + channel + ", " + total + " parts]";
    }
  }

  /** The group of one long text. Parts are null while they are on their way to the broker. */
  static final class Group {
    final ArrivalId id;
    final UUID uuid;
    final Key key;
    final Instant startedAt;
    private final Map<Integer, @Nullable String> digests = new HashMap<>();
    private Instant until;
    private boolean closing;
    private int misses;
    private long bytes;

    Group(ArrivalId id, UUID uuid, Key key, Instant startedAt, Instant until) {
      this.id = id;
      this.uuid = uuid;
      this.key = key;
      this.startedAt = startedAt;
      this.until = until;
    }

    Instant until() {
      return until;
    }
  }

  /** Where a part goes. */
  sealed interface Slot {
    /** Into this group; {@link #stored} or {@link #failed} must follow. */
    record Free(Group group) implements Slot {}

    /** It is on the broker already. */
    record Again() implements Slot {}

    /** The same part is on its way to the broker at this moment. */
    record Busy() implements Slot {}

    /** Too much waits, of this sender or in all; what waits longest is hurried on. */
    record Full() implements Slot {}
  }

  private record Done(ArrivalId id, Map<Integer, String> digests, Instant at) {}

  /** What waits of one sender. */
  private static final class Share {
    private int groups;
    private int parts;
    private long bytes;

    boolean isFullFor(int sizeBytes) {
      return parts >= MOST_PARTS_OF_ONE_SENDER || bytes + sizeBytes > MOST_BYTES_OF_ONE_SENDER;
    }
  }

  private final Map<Key, List<Group>> open = new LinkedHashMap<>();
  private final Map<Key, Done> done = new LinkedHashMap<>();
  private final Set<ArrivalId> toForget = new LinkedHashSet<>();
  private final Map<String, Share> ofSender = new HashMap<>();
  private int parts;
  private int groups;
  private long bytes;

  /**
   * Finds the place of a part. Two different parts of one number are of two texts.
   *
   * @param sizeBytes of its octets
   * @param fresh makes the group of a text of which nothing waits
   */
  synchronized Slot place(Key key, int part, String digest, int sizeBytes, Supplier<Group> fresh) {
    List<Group> same = open.getOrDefault(key, List.of());
    for (Group group : same) {
      if (group.digests.containsKey(part)) {
        String there = group.digests.get(part);
        if (there == null) {
          return new Slot.Busy();
        }
        if (there.equals(digest)) {
          return new Slot.Again();
        }
      }
    }
    Optional<Group> waiting =
        same.stream().filter(one -> !one.closing && !one.digests.containsKey(part)).findFirst();
    boolean completes = waiting.filter(one -> one.digests.size() + 1 == key.total()).isPresent();
    if (!hasRoom(key.sender(), sizeBytes, completes)) {
      return new Slot.Full();
    }
    Group group = waiting.orElseGet(() -> added(fresh.get()));
    group.digests.put(part, null);
    count(group, 1, sizeBytes);
    return new Slot.Free(group);
  }

  private boolean hasRoom(String sender, int sizeBytes, boolean completes) {
    if (completes && parts < MOST_PARTS + ROOM_TO_COMPLETE) {
      return true;
    }
    if (ofSender.getOrDefault(sender, new Share()).isFullFor(sizeBytes)) {
      hurryOldestOf(sender);
      return false;
    }
    if (parts >= MOST_PARTS || groups >= MOST_PARTS || bytes + sizeBytes > MOST_BYTES) {
      ofSender.entrySet().stream()
          .max(Comparator.comparingLong(each -> each.getValue().bytes))
          .ifPresent(most -> hurryOldestOf(most.getKey()));
      return false;
    }
    return true;
  }

  private void count(Group group, int more, long moreBytes) {
    Share share = ofSender.computeIfAbsent(group.key.sender(), unused -> new Share());
    share.parts += more;
    share.bytes += moreBytes;
    group.bytes += moreBytes;
    parts += more;
    bytes += moreBytes;
  }

  /** Takes in what was on the broker at the start. */
  synchronized void restore(Group found, int part, String digest, int sizeBytes) {
    Group group =
        open.getOrDefault(found.key, List.of()).stream()
            .filter(one -> one.id.equals(found.id))
            .findFirst()
            .orElseGet(() -> added(found));
    if (group.digests.put(part, digest) == null) {
      count(group, 1, sizeBytes);
    }
  }

  private Group added(Group group) {
    Share share = ofSender.computeIfAbsent(group.key.sender(), unused -> new Share());
    share.groups++;
    if (share.groups > MOST_OF_ONE_SENDER) {
      hurryOldestOf(group.key.sender());
    }
    open.computeIfAbsent(group.key, unused -> new ArrayList<>()).add(group);
    groups++;
    return group;
  }

  /** Its first text that still waits goes on with what is there of it. */
  private void hurryOldestOf(String sender) {
    all()
        .filter(group -> group.key.sender().equals(sender))
        .filter(group -> group.until.isAfter(group.startedAt))
        .findFirst()
        .ifPresent(oldest -> oldest.until = oldest.startedAt);
  }

  private Stream<Group> all() {
    return open.values().stream().flatMap(List::stream);
  }

  /** The part is on the broker. True when that was the last one. */
  synchronized boolean stored(Group group, int part, String digest) {
    group.digests.put(part, digest);
    return complete(group);
  }

  /** The part is not known to be on the broker; its sender keeps it. */
  synchronized void failed(Group group, int part, int sizeBytes) {
    group.digests.remove(part);
    count(group, -1, -sizeBytes);
  }

  private static boolean complete(Group group) {
    return known(group) == group.key.total();
  }

  private static int known(Group group) {
    return (int) group.digests.values().stream().filter(digest -> digest != null).count();
  }

  /** Those that are whole, or have waited long enough. */
  synchronized List<Group> due(Instant now) {
    return all().filter(group -> complete(group) || !now.isBefore(group.until)).toList();
  }

  /**
   * Lets no further part in, and says how many are known to be on the broker; empty while one is on
   * its way there, or when the group is gone.
   */
  synchronized Optional<Integer> close(Group group) {
    if (group.digests.containsValue(null)
        || !open.getOrDefault(group.key, List.of()).contains(group)) {
      return Optional.empty();
    }
    group.closing = true;
    return Optional.of(group.digests.size());
  }

  /**
   * Not as many parts were found as are known to be there. How often so far: the group waits until
   * they are, for what goes on without them would leave them behind.
   */
  synchronized int missed(Group group) {
    return ++group.misses;
  }

  /**
   * The text that went on lately with parts equal to these, when these are a half: a centre that
   * missed our answer brought them again.
   */
  synchronized Optional<ArrivalId> repeated(Key key, Map<Integer, String> some) {
    Done before = done.get(key);
    return before != null
            && some.size() < key.total()
            && before.digests.entrySet().containsAll(some.entrySet())
        ? Optional.of(before.id())
        : Optional.empty();
  }

  /** The group is off the broker. What went on of it is remembered for a while. */
  synchronized void gone(Group group, Map<Integer, String> wentOn, Instant now) {
    List<Group> same = open.getOrDefault(group.key, new ArrayList<>());
    if (same.remove(group)) {
      groups--;
      count(group, -group.digests.size(), -group.bytes);
      ofSender.computeIfPresent(
          group.key.sender(), (sender, share) -> --share.groups > 0 ? share : null);
    }
    if (same.isEmpty()) {
      open.remove(group.key);
    }
    if (!wentOn.isEmpty()) {
      remember(group.key, group.id, wentOn, now);
    }
  }

  /** The memory of a text that went on is on the broker. */
  synchronized void remember(Key key, ArrivalId id, Map<Integer, String> wentOn, Instant at) {
    Done before = done.remove(key);
    if (before != null) {
      toForget.add(before.id());
    }
    done.put(key, new Done(id, Map.copyOf(wentOn), at));
  }

  /** Texts whose memory may leave the broker; {@link #forgotten} must follow. */
  synchronized List<ArrivalId> toForget(Instant now) {
    Iterator<Done> oldest = done.values().iterator();
    while (oldest.hasNext()) {
      Done next = oldest.next();
      if (next.at().plus(REMEMBERED).isAfter(now) && done.size() <= MOST_REMEMBERED) {
        break;
      }
      toForget.add(next.id());
      oldest.remove();
    }
    return List.copyOf(toForget);
  }

  synchronized void forgotten(ArrivalId id) {
    toForget.remove(id);
  }
}
