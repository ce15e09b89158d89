package org.sanwei.gateway.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Durable sealed accepts a second over HTTP, beside what they cannot do without, measured in the
 * same run: the web server alone, the seal alone, the broker's durable write alone. Their times a
 * message added up are the limit that intake is held to.
 */
final class Accepts {
  /** Issue "every way in": the share of that limit which intake reaches. */
  private static final double LEAST_SHARE = 0.8;

  /** What a mail server of the day takes a second, with a flush each, on two cores. */
  private static final double MAIL_SERVER_PER_SECOND = 2_000;

  private static final int[] AT_ONCE = {1, 16, 64};
  private static final int SMALL_BYTES = 2 * 1024;
  private static final int LARGE_BYTES = 60 * 1024;

  /** What the broker keeps in memory before it pages. */
  private static final int ROUND_BYTES = 32 * 1024 * 1024;

  private static final int MOST_IN_A_ROUND = 4_000;

  private final IntakeRig rig;
  private final Duration measured;
  private final Consumer<String> progress;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Figure> figures = new ArrayList<>();

  private Accepts(IntakeRig rig, Duration measured, Consumer<String> progress) {
    this.rig = rig;
    this.measured = measured;
    this.progress = progress;
  }

  static List<Figure> run(IntakeRig rig, boolean quick, Consumer<String> progress)
      throws IOException {
    Accepts accepts = new Accepts(rig, Duration.ofSeconds(quick ? 2 : 6), progress);
    for (int bytes : new int[] {SMALL_BYTES, LARGE_BYTES}) {
      for (int atOnce : AT_ONCE) {
        accepts.measure(bytes, atOnce);
      }
    }
    return List.copyOf(accepts.figures);
  }

  private void measure(int bytes, int atOnce) throws IOException {
    int kilobytes = bytes / 1024;
    progress.accept("受理 / accepts, " + kilobytes + " KB, " + atOnce + " at once");
    byte[] body = Posts.body(bytes);
    int perRound = Math.min(MOST_IN_A_ROUND, ROUND_BYTES / bytes) / 64 * 64;
    try (Rounds rounds = new Rounds(atOnce, Math.min(perRound, 400 * atOnce), rig::empty)) {
      double bare = rounds.perSecond(posts(rig.bare(), body), measured);
      double seal = rounds.perSecond(rig.seal(body.length), measured);
      double store = rounds.perSecond(rig.store(body.length), measured);
      double accept = rounds.perSecond(posts(rig.accept(), body), measured);
      double limit = 1 / (1 / bare + 1 / seal + 1 / store);
      String name = "accept." + kilobytes + "k." + atOnce;
      String what = kilobytes + " KB × " + atOnce;
      figures.add(
          Figure.atLeast(
              name,
              what + " 每秒封存受理",
              what + ": durable sealed accepts a second",
              accept,
              "/s",
              bytes == SMALL_BYTES && atOnce == 64 ? MAIL_SERVER_PER_SECOND : null));
      figures.add(
          Figure.atLeast(
              name + ".share",
              what + String.format(Locale.ROOT, " 占上限 %.0f/s 的比例", limit),
              String.format(
                  Locale.ROOT, "share of HTTP %.0f, seal %.0f, store %.0f", bare, seal, store),
              accept / limit,
              "",
              LEAST_SHARE));
    }
  }

  private Callable<?> posts(URI to, byte[] body) {
    return new Posts(http, to, rig, body, rig.clock());
  }
}
