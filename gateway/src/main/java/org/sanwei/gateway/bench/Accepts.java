package org.sanwei.gateway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Durable sealed accepts a second over HTTP, beside what they cannot do without, measured in the
 * same run: the web server alone, the seal alone, the broker's durable write alone. Their times a
 * message added up are the limit that intake is held to. All four are measured by turns, so that
 * what else the machine does meets each of them, and a figure is the middle one of many turns.
 */
final class Accepts {
  /** Issue "every way in": the share of that limit which intake reaches. */
  private static final double LEAST_SHARE = 0.8;

  /** What a mail server of the day takes a second, with a flush each, on two cores. */
  private static final double MAIL_SERVER_PER_SECOND = 2_000;

  static final int MOST_AT_ONCE = 64;

  private static final int[] AT_ONCE = {1, 16, MOST_AT_ONCE};
  private static final int SMALL_BYTES = 2 * 1024;
  private static final int LARGE_BYTES = 60 * 1024;

  /** Less than what the broker keeps in memory before it pages. */
  private static final int ROUND_BYTES = 40 * 1024 * 1024;

  /** Enough for the quick ones to last about as long as the slow: each pays for its own garbage. */
  private static final int MOST_IN_A_ROUND = 8_000;

  private static final Duration ROUND = Duration.ofMillis(600);

  /** On two cores: accepts of 2 KB took 5 ms of a processor after 20 s, 0.7 after 240 s. */
  private static final Duration WARMING = Duration.ofMinutes(4);

  /** Of the same code with other bodies. */
  private static final Duration WARMING_AGAIN = Duration.ofMinutes(1);

  /** By then a faster machine has compiled what it will, and has as much to remember as may be. */
  private static final int MOST_TO_WARM = 400_000;

  private static final int TURNS_TO_WARM = 16;
  private static final int TURNS_TO_SETTLE = 2;
  private static final int TURNS_QUICK = 16;
  private static final int TURNS = 24;

  private final IntakeRig rig;
  private final int turns;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();

  private Accepts(IntakeRig rig, int turns, Consumer<String> progress) {
    this.rig = rig;
    this.turns = turns;
    this.progress = progress;
  }

  static List<Figure> run(IntakeRig rig, boolean quick, Consumer<String> progress)
      throws IOException {
    Accepts accepts = new Accepts(rig, quick ? TURNS_QUICK : TURNS, progress);
    for (int bytes : new int[] {SMALL_BYTES, LARGE_BYTES}) {
      accepts.warm(bytes, bytes == SMALL_BYTES ? WARMING : WARMING_AGAIN);
      for (int atOnce : AT_ONCE) {
        accepts.measure(bytes, atOnce);
      }
    }
    return List.copyOf(accepts.figures);
  }

  /** One turn of all four. */
  private record Turn(Pace accept, Pace bare, Pace seal, Pace store) {
    double limit() {
      return 1 / (1 / bare.perSecond() + 1 / seal.perSecond() + 1 / store.perSecond());
    }

    double share() {
      return accept.perSecond() / limit();
    }

    double partsMillis() {
      return bare.processorMillis() + seal.processorMillis() + store.processorMillis();
    }
  }

  /** The four, for bodies of one size and so many at once. */
  private final class Subject implements AutoCloseable {
    private final Rounds rounds;
    private final Posts accept;
    private final Posts bare;
    private final Callable<?> seal;
    private final Callable<?> store;

    Subject(int bytes, int atOnce) {
      byte[] body = Posts.body(bytes);
      rounds =
          new Rounds(atOnce, Math.min(MOST_IN_A_ROUND, ROUND_BYTES / bytes), ROUND, rig::empty);
      accept = new Posts(rig.accept(), rig, body, rig.clock());
      bare = new Posts(rig.bare(), rig, body, rig.clock());
      seal = rig.seal(body.length);
      store = rig.store(body.length);
    }

    Pace accepts() throws IOException {
      return rounds.round(accept);
    }

    /**
     * There, and back the next time: what one leaves for the broker to clear away delays whoever
     * comes after it, which is itself half the time, and never the other of the two that store.
     */
    Turn turn(int number) throws IOException {
      List<Callable<?>> acts = List.of(accept, bare, seal, store);
      Pace[] paces = new Pace[acts.size()];
      for (int i = 0; i < paces.length; i++) {
        int which = number % 2 == 0 ? i : paces.length - 1 - i;
        paces[which] = rounds.round(acts.get(which));
      }
      return new Turn(paces[0], paces[1], paces[2], paces[3]);
    }

    @Override
    public void close() {
      rounds.close();
    }
  }

  /**
   * Accepts first, for all that the others do is part of them; then by turns, as they are measured:
   * what was compiled for one of them is compiled anew when another comes along. By the clock: on
   * few cores the threads that wait for the compilers take the processors, what is under way shows
   * in no figure, and rates stand still for half a minute and rise again.
   */
  private void warm(int bytes, Duration time) throws IOException {
    progress.accept(
        String.format(
            Locale.ROOT,
            "热身 / warming up, %d KB, %d s or %d + %d ×",
            bytes / 1024,
            time.toSeconds(),
            MOST_TO_WARM,
            TURNS_TO_WARM));
    try (Subject subject = new Subject(bytes, MOST_AT_ONCE)) {
      Pace first = subject.accepts();
      long until = System.nanoTime() + time.toNanos();
      for (int done = 0; done < MOST_TO_WARM && System.nanoTime() < until; ) {
        done += subject.accepts().count();
      }
      for (int i = 0; i < TURNS_TO_WARM; i++) {
        subject.turn(i);
      }
      progress.accept(
          String.format(
              Locale.ROOT,
              "%.2f → %.2f ms CPU",
              first.processorMillis(),
              subject.accepts().processorMillis()));
    }
  }

  private void measure(int bytes, int atOnce) throws IOException {
    String what = bytes / 1024 + " KB × " + atOnce;
    progress.accept("受理 / accepts, " + what);
    List<Turn> seen = new ArrayList<>();
    try (Subject subject = new Subject(bytes, atOnce)) {
      for (int i = 0; i < TURNS_TO_SETTLE; i++) {
        subject.turn(i);
      }
      for (int i = 0; i < turns; i++) {
        seen.add(subject.turn(i));
      }
    }
    String name = "accept." + bytes / 1024 + "k." + atOnce;
    Middle rate = Middle.of(seen, turn -> turn.accept().perSecond());
    figures.add(
        Figure.atLeast(
            name,
            what + " 每秒封存受理",
            what + ": durable sealed accepts a second, " + rate.range(0),
            rate.value(),
            "/s",
            bytes == SMALL_BYTES && atOnce == 64 ? MAIL_SERVER_PER_SECOND : null));
    figures.add(share(name, what, seen));
    Middle processor = Middle.of(seen, turn -> turn.accept().processorMillis());
    figures.add(
        Figure.atMost(
            name + ".processor",
            what + " 每件处理器时间（含客户端）",
            String.format(
                Locale.ROOT,
                "%s: processor time of one, client included; HTTP %.2f, seal %.2f, store %.2f, %.2f"
                    + " of them all",
                what,
                Middle.of(seen, turn -> turn.bare().processorMillis()).value(),
                Middle.of(seen, turn -> turn.seal().processorMillis()).value(),
                Middle.of(seen, turn -> turn.store().processorMillis()).value(),
                Middle.of(seen, turn -> turn.partsMillis() / turn.accept().processorMillis())
                    .value()),
            processor.value(),
            "ms",
            null));
  }

  private static Figure share(String name, String what, List<Turn> seen) {
    Middle share = Middle.of(seen, Turn::share);
    return Figure.atLeast(
        name + ".share",
        what + String.format(Locale.ROOT, " 占上限 %.0f/s 的比例", Middle.of(seen, Turn::limit).value()),
        String.format(
            Locale.ROOT,
            "share of HTTP %.0f, seal %.0f, store %.0f; %s in %d turns",
            Middle.of(seen, turn -> turn.bare().perSecond()).value(),
            Middle.of(seen, turn -> turn.seal().perSecond()).value(),
            Middle.of(seen, turn -> turn.store().perSecond()).value(),
            share.range(2),
            seen.size()),
        share.value(),
        "",
        LEAST_SHARE);
  }
}
