package org.sanwei.gateway.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Measures the built jar as its users start it: a sandbox in a directory of its own, with its
 * counterparties and its traffic in the same process. Nothing else should run meanwhile.
 */
public final class Bench {
  /** Of issue "the spine": up in under 15 s on 2 cores. */
  private static final double LONGEST_START_SECONDS = 15;

  /** Of the same: gateway and PostgreSQL together, after 10,000 messages. */
  private static final double MOST_MEMORY_MEGABYTES = 900;

  /** DESIGN §5: commands that serve nothing. */
  private static final double LONGEST_COMMAND_SECONDS = 2;

  private static final String INTAKE_FIGURES = "figures.json";
  private static final int MESSAGES = 10_000;
  private static final int MESSAGES_QUICK = 500;
  private static final int PER_MINUTE = 6_000;
  private static final int COMMAND_RUNS = 3;
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration LONGEST_TRAFFIC = Duration.ofMinutes(40);

  private final Runtimes runtime;
  private final Path directory;
  private final boolean quick;
  private final Consumer<String> progress;
  private final List<Figure> figures = new ArrayList<>();

  private Bench(Runtimes runtime, Path directory, boolean quick, Consumer<String> progress) {
    this.runtime = runtime;
    this.directory = directory;
    this.quick = quick;
    this.progress = progress;
  }

  /**
   * All figures, in the order of their measuring. Takes some minutes; {@code quick} sends 500
   * messages instead of 10,000.
   *
   * @param parts which of them
   * @param directory empty; what the measured gateways wrote stays there
   * @throws IOException when a gateway does not start, answer or stop
   */
  public static List<Figure> run(
      Path directory, boolean quick, Set<Part> parts, Consumer<String> progress)
      throws IOException {
    Bench bench = new Bench(Runtimes.own(), directory, quick, progress);
    if (parts.contains(Part.COMMANDS)) {
      bench.commands();
    }
    if (parts.contains(Part.INTAKE)) {
      bench.intake();
    }
    if (parts.contains(Part.GATEWAY)) {
      bench.gateway();
    }
    return List.copyOf(bench.figures);
  }

  /** What can be measured by itself. */
  public enum Part {
    COMMANDS,
    INTAKE,
    GATEWAY
  }

  /** Starts intake alone. */
  public interface Rig {
    IntakeRig start(Path directory) throws IOException;
  }

  /**
   * Intake's figures, measured in this process and written into its directory: for a process that
   * was started as {@link #run} starts it, with the gateway's own JVM options.
   *
   * @throws IOException when a measured step fails
   */
  public static void intakeHere(Path directory, boolean quick, Rig rig, Consumer<String> progress)
      throws IOException {
    try (IntakeRig alone = rig.start(directory)) {
      new ObjectMapper()
          .writeValue(
              directory.resolve(INTAKE_FIGURES).toFile(), Accepts.run(alone, quick, progress));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("intake alone did not stop", e);
    }
  }

  /** In a process of its own: this one runs as a command does, with half a compiler. */
  private void intake() throws IOException {
    Path own = Files.createDirectories(directory.resolve("intake"));
    List<String> line = new ArrayList<>(runtime.gateway());
    // The client in it keeps a connection for each that is in flight; five if left out.
    line.add(1, "-Dhttp.maxConnections=" + Accepts.MOST_AT_ONCE);
    line.addAll(List.of("bench", "--intake-here", own.toString()));
    if (quick) {
      line.add("--quick");
    }
    Process process =
        new ProcessBuilder(line).redirectError(directory.resolve("intake.err").toFile()).start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      for (String each = said.readLine(); each != null; each = said.readLine()) {
        progress.accept(each);
      }
    }
    await(process, "intake");
    figures.addAll(
        new ObjectMapper()
            .readValue(own.resolve(INTAKE_FIGURES).toFile(), new TypeReference<List<Figure>>() {}));
  }

  private void commands() throws IOException {
    Path message = directory.resolve("message.txt");
    Files.writeString(message, "演练：河西镇降雨，无险情。", StandardCharsets.UTF_8);
    Path policy = directory.resolve("shipped");
    command("command.try", "try 一个文件", "try one file", "try", message.toString());
    command("command.keys", "keys --help", "keys --help", "keys", "--help");
    if (Files.isDirectory(Path.of("config/shipped"))) {
      policy = Path.of("config/shipped");
      command("command.check", "check 随附规则", "check the shipped policy", "check", "" + policy);
    }
  }

  private void command(String name, String chinese, String english, String... arguments)
      throws IOException {
    progress.accept(chinese + " / " + english);
    double best = Double.MAX_VALUE;
    for (int i = 0; i < COMMAND_RUNS; i++) {
      long begun = System.nanoTime();
      List<String> line = new ArrayList<>(runtime.command());
      line.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("command.out").toFile())
              .start();
      await(process, name);
      best = Math.min(best, (System.nanoTime() - begun) / 1e9);
    }
    figures.add(Figure.atMost(name, chinese, english, best, "s", LONGEST_COMMAND_SECONDS));
  }

  private static void await(Process process, String name) throws IOException {
    try {
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(name + " did not end with 0; see what it wrote");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted during " + name, e);
    }
  }

  private void gateway() throws IOException {
    Path data = directory.resolve("data");
    progress.accept("首次启动 / first start");
    try (ChildGateway gateway = ChildGateway.start(runtime, data)) {
      start("start.first", "首次启动（建库）", "first start, database and all", gateway);
    }
    progress.accept("再次启动 / second start");
    try (ChildGateway gateway = ChildGateway.start(runtime, data)) {
      start("start.again", "再次启动", "start on existing data", gateway);
      traffic(gateway);
    }
    progress.accept("带着存量启动 / start with what is stored");
    try (ChildGateway gateway = ChildGateway.start(runtime, data)) {
      start("start.stored", "带着存量启动", "start on what was stored meanwhile", gateway);
    }
  }

  private void start(String name, String chinese, String english, ChildGateway gateway) {
    figures.add(
        Figure.atMost(
            name,
            chinese,
            english,
            gateway.startTime().toMillis() / 1e3,
            "s",
            LONGEST_START_SECONDS));
  }

  private void traffic(ChildGateway gateway) throws IOException {
    int wanted = quick ? MESSAGES_QUICK : MESSAGES;
    Footprint before = gateway.footprint();
    long begun = System.nanoTime();
    gateway.traffic(PER_MINUTE);
    JsonNode account = gateway.account();
    while (account.path("arrived").asInt() < wanted) {
      if (System.nanoTime() - begun > LONGEST_TRAFFIC.toNanos()) {
        throw new IOException("only " + account.path("arrived").asInt() + " messages arrived");
      }
      Pause.of(LOOK);
      account = gateway.account();
      progress.accept("来件 / arrived " + account.path("arrived").asInt() + " / " + wanted);
    }
    gateway.traffic(0);
    while (account.path("waiting").asInt() > 0) {
      if (System.nanoTime() - begun > LONGEST_TRAFFIC.toNanos()) {
        throw new IOException(account.path("waiting").asInt() + " messages stay waiting");
      }
      Pause.of(LOOK);
      account = gateway.account();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    Footprint after = gateway.footprint();
    int arrived = account.path("arrived").asInt();
    figures.add(
        Figure.atMost(
            "memory." + wanted,
            "处理 " + arrived + " 件之后，网关与 PostgreSQL 的 PSS",
            "PSS of gateway and PostgreSQL after them",
            after.megabytes(),
            "MB",
            MOST_MEMORY_MEGABYTES));
    figures.add(
        Figure.atMost(
            "rate",
            "每分钟处理",
            "messages a minute, all channels",
            arrived / seconds * 60,
            "/min",
            null));
    figures.add(
        Figure.atMost(
            "processor",
            "每件处理器时间（含对端）",
            "processor time a message, counterparties included",
            after.processorTime().minus(before.processorTime()).toMillis() / (double) arrived,
            "ms",
            null));
  }
}
