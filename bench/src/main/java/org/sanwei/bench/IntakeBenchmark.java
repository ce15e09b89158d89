package org.sanwei.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.sanwei.gateway.wiring.IntakeAlone;

/** One arrival sealed, and one that is sealed already made durable, by one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx384m", "-XX:+UseSerialGC"})
public class IntakeBenchmark {
  @Param({"2048", "61440"})
  private int bodyBytes;

  private IntakeAlone intake;
  private Callable<?> seal;
  private Callable<?> send;

  /** Starts intake on files of its own. */
  @Setup
  public void start() throws IOException {
    intake = IntakeAlone.start(Files.createTempDirectory("sanwei-jmh-"));
    seal = intake.seal(bodyBytes);
    send = intake.store(bodyBytes);
  }

  /** What was sent would page after a while. */
  @TearDown(Level.Iteration)
  public void empty() {
    intake.empty();
  }

  /** Stops it. */
  @TearDown
  public void stop() throws Exception {
    intake.close();
  }

  /** Both bodies of an arrival: what the source sent, and its ledger event. */
  @Benchmark
  public Object seal() throws Exception {
    return seal.call();
  }

  /** Both of them on the broker's disk. */
  @Benchmark
  public Object send() throws Exception {
    return send.call();
  }
}
