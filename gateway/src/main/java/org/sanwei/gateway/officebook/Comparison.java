package org.sanwei.gateway.officebook;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.desk.StoredTitles.Titled;

/**
 * An office's book held against our arrivals of its days. Two are one when they came within a day
 * of each other (six hours, where the book says the hour) and their titles are alike; each counts
 * once, the most alike first. What lies sealed has no title here, so that a row may be one of those
 * and nobody can tell which.
 */
final class Comparison {
  static final int MOST_SHOWN = 50;

  /** The most arrivals that one row may be, before the best are chosen. */
  private static final int MOST_POSSIBLE = 20;

  private static final Duration WITHIN_DAY = Duration.ofHours(36);
  private static final Duration WITHIN_HOURS = Duration.ofHours(6);
  private static final Duration SLICE = Duration.ofHours(12);

  private final ZoneId zone;
  private final List<BookEntry> entries;
  private final List<Titled> arrivals;
  private final List<Titled> ofThePeriod;
  private final TreeMap<Instant, List<Titled>> slices;
  private final TreeSet<Instant> sealed = new TreeSet<>();

  /**
   * @param arrivals of the book's days and a little around them
   * @param from the start of the book's first day
   * @param until the end of its last
   */
  Comparison(
      List<BookEntry> entries, List<Titled> arrivals, Instant from, Instant until, ZoneId zone) {
    this.zone = zone;
    this.entries = entries;
    this.arrivals = arrivals;
    this.ofThePeriod =
        arrivals.stream()
            .filter(a -> !a.receivedAt().isBefore(from) && a.receivedAt().isBefore(until))
            .toList();
    this.slices = slices();
    for (Titled arrival : arrivals) {
      if (arrival.outcome() != null && arrival.title().isEmpty()) {
        sealed.add(arrival.receivedAt());
      }
    }
  }

  /** A pair, or one side of one. */
  record Pair(BookEntry entry, Titled arrival, double likeness) {}

  /** An open arrival that the book lacks. */
  record Missing(String number, Instant receivedAt) {}

  /**
   * What was found. {@code held}, {@code classified} (spills among them) and {@code repeats} are of
   * our arrivals in the book's period; {@code sealed} counts rows without a partner near which
   * something lies sealed; lists are the first {@link #MOST_SHOWN}. {@code marked} are rows with a
   * level whose partner was judged open.
   */
  record Report(
      int rows,
      int undated,
      int arrivals,
      int held,
      int classified,
      int repeats,
      int matched,
      int onlyInBook,
      int sealed,
      int onlyHere,
      List<BookEntry> inBook,
      List<Missing> here,
      List<Pair> marked) {
    @Override
    public String toString() {
      return "Report[" + rows + " rows, " + matched + " matched]";
    }
  }

  /** How many titles would have to be compared: to be looked at before {@link #report}. */
  long effort() {
    long effort = 0;
    for (BookEntry entry : entries) {
      LocalDateTime at = entry.at();
      if (at != null) {
        effort += around(middle(entry, at), within(entry)).mapToLong(List::size).sum();
      }
    }
    return effort;
  }

  Report report() {
    List<Pair> pairs = pairs();
    Set<BookEntry> partnered = new HashSet<>();
    Set<Titled> taken = new HashSet<>();
    pairs.forEach(
        pair -> {
          partnered.add(pair.entry());
          taken.add(pair.arrival());
        });
    List<BookEntry> inBook =
        entries.stream().filter(e -> e.at() != null && !partnered.contains(e)).toList();
    List<Titled> here =
        ofThePeriod.stream()
            .filter(a -> a.outcome() == Outcome.OPEN && !a.repeat() && !taken.contains(a))
            .toList();
    return new Report(
        entries.size(),
        (int) entries.stream().filter(e -> e.at() == null).count(),
        ofThePeriod.size(),
        count(Outcome.HELD),
        count(Outcome.CLASSIFIED) + count(Outcome.SPILL),
        (int) ofThePeriod.stream().filter(Titled::repeat).count(),
        pairs.size(),
        inBook.size(),
        (int) inBook.stream().filter(this::nearSealed).count(),
        here.size(),
        inBook.stream().limit(MOST_SHOWN).toList(),
        here.stream()
            .limit(MOST_SHOWN)
            .map(a -> new Missing(a.number().toString(), a.receivedAt()))
            .toList(),
        pairs.stream().filter(pair -> pair.entry().classified()).limit(MOST_SHOWN).toList());
  }

  private int count(Outcome outcome) {
    return (int) ofThePeriod.stream().filter(a -> a.outcome() == outcome).count();
  }

  private List<Pair> pairs() {
    Map<Titled, Likeness> titles = new HashMap<>();
    List<Pair> possible = new ArrayList<>();
    for (BookEntry entry : entries) {
      LocalDateTime at = entry.at();
      if (at != null) {
        Likeness title = new Likeness(entry.title());
        Instant middle = middle(entry, at);
        around(middle, within(entry))
            .flatMap(List::stream)
            .filter(arrival -> near(middle, arrival, within(entry)))
            .map(
                arrival ->
                    new Pair(
                        entry,
                        arrival,
                        title.to(titles.computeIfAbsent(arrival, a -> new Likeness(a.title())))))
            .filter(pair -> pair.likeness() >= Likeness.SAME)
            .sorted(Comparator.comparingDouble(Pair::likeness).reversed())
            .limit(MOST_POSSIBLE)
            .forEach(possible::add);
      }
    }
    return best(possible);
  }

  private Stream<List<Titled>> around(Instant middle, Duration within) {
    return slices
        .subMap(middle.minus(within).minus(SLICE), true, middle.plus(within), true)
        .values()
        .stream();
  }

  /** Open arrivals by the half day. */
  private TreeMap<Instant, List<Titled>> slices() {
    TreeMap<Instant, List<Titled>> slices = new TreeMap<>();
    for (Titled arrival : arrivals) {
      if (!arrival.title().isEmpty()) {
        long slice = arrival.receivedAt().getEpochSecond() / SLICE.toSeconds();
        Instant start = Instant.ofEpochSecond(slice * SLICE.toSeconds());
        slices.computeIfAbsent(start, s -> new ArrayList<>()).add(arrival);
      }
    }
    return slices;
  }

  private static List<Pair> best(List<Pair> possible) {
    Set<BookEntry> entries = new HashSet<>();
    Set<Titled> arrivals = new HashSet<>();
    List<Pair> best = new ArrayList<>();
    possible.sort(Comparator.comparingDouble(Pair::likeness).reversed());
    for (Pair pair : possible) {
      if (!entries.contains(pair.entry()) && arrivals.add(pair.arrival())) {
        entries.add(pair.entry());
        best.add(pair);
      }
    }
    return best;
  }

  private boolean nearSealed(BookEntry entry) {
    LocalDateTime at = entry.at();
    if (at == null) {
      return false;
    }
    Instant first = sealed.ceiling(middle(entry, at).minus(within(entry)));
    return first != null && !first.isAfter(middle(entry, at).plus(within(entry)));
  }

  private Instant middle(BookEntry entry, LocalDateTime at) {
    return (entry.dayOnly() ? at.plusHours(12) : at).atZone(zone).toInstant();
  }

  private static Duration within(BookEntry entry) {
    return entry.dayOnly() ? WITHIN_DAY : WITHIN_HOURS;
  }

  private static boolean near(Instant middle, Titled arrival, Duration within) {
    return Duration.between(middle, arrival.receivedAt()).abs().compareTo(within) <= 0;
  }

  /** The first and the last time in a book; null when no row has one. */
  static @Nullable LocalDateTime first(List<BookEntry> entries, boolean last) {
    Comparator<LocalDateTime> order = Comparator.naturalOrder();
    return entries.stream()
        .map(BookEntry::at)
        .filter(Objects::nonNull)
        .min(last ? order.reversed() : order)
        .orElse(null);
  }
}
