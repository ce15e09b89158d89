package org.sanwei.config.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Rule;

/** Short ways to a verdict for tests. */
final class Judging {
  static final Arrival ARRIVAL =
      new Arrival("fax-mail", "sender", Instant.parse("2026-11-22T00:00:00Z"));
  static final Policy SHIPPED = shipped();
  static final Judge JUDGE = new Judge(SHIPPED);

  private Judging() {}

  static Verdict judge(Place place, String text) {
    return JUDGE.judge(content(place, text), ARRIVAL);
  }

  static Verdict judge(Part... parts) {
    return JUDGE.judge(new Content(List.of(parts), List.of()), ARRIVAL);
  }

  static Content content(Place place, String text) {
    return new Content(List.of(new Part("it", place, text)), List.of());
  }

  /** The outcome, and the sensitivity where it says more. */
  static String summary(Verdict verdict) {
    return switch (verdict.outcome()) {
      case OPEN -> verdict.label().sensitivity().name();
      case HELD -> "HELD " + verdict.reason();
      default -> verdict.outcome() + " " + verdict.label().sensitivity();
    };
  }

  /** The shipped policy with other rules. */
  static Policy with(List<Rule> rules) {
    return new Policy(
        SHIPPED.digest(),
        SHIPPED.version(),
        null,
        SHIPPED.channels(),
        SHIPPED.outlets(),
        SHIPPED.lines(),
        SHIPPED.spill(),
        SHIPPED.marks(),
        rules);
  }

  private static Policy shipped() {
    try {
      Path dir = Files.createTempDirectory("shipped");
      ShippedConfig.copyTo(dir);
      Policy policy = ((Loading.Loaded<Policy>) PolicyLoader.load(dir)).value();
      try (Stream<Path> files = Files.walk(dir)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
      return policy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
