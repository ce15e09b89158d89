package org.sanwei.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.Matcher;
import org.sanwei.config.policy.Matcher.Surroundings;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.Raise;
import org.sanwei.config.policy.Rule;

/** A page of text of 683 characters, 2 KB in UTF-8, judged by one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx384m", "-XX:+UseSerialGC"})
public class JudgeBenchmark {
  private static final String LINE = "河西镇降雨，路灯不亮，道路积水约三十厘米，无人员伤亡，已派人值守，续报另行。";
  private static final int CHARACTERS = 683;

  private final Arrival arrival = new Arrival("fax-main", "", Instant.EPOCH);
  private static final int PATTERNS = 200;
  private static final int LONG = 1 << 20;

  private Judge judge;
  private Judge thousand;
  private Judge tenThousand;
  private Content page;
  private Content book;

  /** Loads the policy once: that costs some milliseconds. */
  @Setup
  public void load() throws IOException {
    Path config = Files.createTempDirectory("sanwei-jmh-");
    ShippedConfig.copyTo(config);
    if (!(PolicyLoader.load(config) instanceof Loading.Loaded<Policy> loaded)) {
      throw new IllegalStateException("the shipped policy is refused");
    }
    judge = new Judge(loaded.value());
    String text = LINE.repeat(CHARACTERS / LINE.length() + 1).substring(0, CHARACTERS);
    page = new Content(List.of(new Part("page", Place.BODY, text)), List.of());
    book =
        new Content(
            List.of(new Part("book", Place.ATTACHMENT, LINE.repeat(LONG / LINE.length()))),
            List.of());
    thousand = new Judge(with(loaded.value(), 1_000));
    tenThousand = new Judge(with(loaded.value(), 10_000));
  }

  /**
   * The shipped rules, so many terms of two to five characters that texts use, and two hundred
   * expressions, most of which need a text that the page does not hold.
   */
  private static Policy with(Policy shipped, int terms) {
    Random random = new Random(terms);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < terms; i++) {
      words.add(common(random, 2 + random.nextInt(4)));
    }
    List<Matcher> matchers = new ArrayList<>();
    matchers.add(
        new Matcher.Words(words, Set.of(Form.TEXT), Set.of(), List.of(), Surroundings.ANY));
    for (int i = 0; i < PATTERNS; i++) {
      matchers.add(
          new Matcher.Expression(common(random, 2) + "第[0-9]+" + common(random, 2), Set.of()));
    }
    List<Rule> rules = new ArrayList<>(shipped.rules());
    Raise raise = new Raise(null, Urgency.ROUTINE, null, false);
    rules.add(new Rule("many", "terms of a dictionary", matchers, raise, List.of()));
    return new Policy(
        shipped.digest(),
        shipped.version(),
        shipped.ceiling(),
        shipped.channels(),
        shipped.outlets(),
        shipped.lines(),
        shipped.spill(),
        shipped.marks(),
        rules);
  }

  private static String common(Random random, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.appendCodePoint(0x4E00 + random.nextInt(3_000));
    }
    return out.toString();
  }

  /** The same page with a thousand terms and two hundred expressions more. */
  @Benchmark
  public Verdict pageAgainstAThousandTerms() {
    return thousand.judge(page, arrival);
  }

  /** With ten times as many terms. */
  @Benchmark
  public Verdict pageAgainstTenThousandTerms() {
    return tenThousand.judge(page, arrival);
  }

  /** A text of 1,048,576 characters, three bytes each in UTF-8. */
  @Benchmark
  public Verdict bookAgainstTenThousandTerms() {
    return tenThousand.judge(book, arrival);
  }

  /** A page in which nothing is marked: the common one. */
  @Benchmark
  public Verdict page() {
    return judge.judge(page, arrival);
  }
}
