package org.sanwei.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;

/** A page of text of a thousand characters, judged by the shipped policy, by one thread. */
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
  private static final int CHARACTERS = 1_000;

  private final Arrival arrival = new Arrival("fax-main", "", Instant.EPOCH);
  private Judge judge;
  private Content page;

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
  }

  /** A page in which nothing is marked: the common one. */
  @Benchmark
  public Verdict page() {
    return judge.judge(page, arrival);
  }
}
