package org.sanwei.gateway.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.bench.Bench;
import org.sanwei.gateway.bench.Figure;
import org.sanwei.gateway.bench.Machine;
import org.sanwei.gateway.wiring.IntakeAlone;
import org.sanwei.gateway.wiring.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** This machine's figures beside their limits. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "在本机起一个演练网关，量启动、内存、命令快慢，与限值并列；期间别跑别的。",
      "Measures a sandbox of its own on this machine, each figure beside its limit; run nothing else meanwhile."
    })
final class BenchCommand implements Callable<Integer> {
  @Option(names = "--quick", description = "500 件而不是一万件 / 500 messages instead of 10,000")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "PART",
      description = "只量一部分 / only one part: ${COMPLETION-CANDIDATES}")
  private Bench.@Nullable Part only;

  @Option(names = "--json", paramLabel = "FILE", description = "另存 JSON / also write JSON here")
  private @Nullable Path file;

  /** The child that {@link Bench} starts for the figures of intake; nobody else needs it. */
  @Option(names = "--intake-here", paramLabel = "DIR", hidden = true)
  private @Nullable Path intakeHere;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    PrintWriter out = spec.commandLine().getOut();
    if (intakeHere != null) {
      Bench.intakeHere(intakeHere, quick, IntakeAlone::start, line -> say(out, line));
      return 0;
    }
    Machine machine = Machine.here();
    out.printf(
        "%s ×%d, %d MB, %s, %s%n",
        machine.processor(),
        machine.processors(),
        machine.memoryMegabytes(),
        machine.java(),
        machine.system());
    Path directory = Files.createTempDirectory("sanwei-bench-");
    List<Figure> figures = measure(directory, out);
    figures.forEach(out::println);
    out.printf("现场留在 / what it wrote stays in %s%n", directory);
    out.flush();
    if (file != null) {
      write(file, machine, figures);
    }
    return 0;
  }

  private List<Figure> measure(Path directory, PrintWriter out) {
    try {
      return Bench.run(
          directory,
          quick,
          only == null ? EnumSet.allOf(Bench.Part.class) : EnumSet.of(only),
          line -> say(out, "  … " + line));
    } catch (IOException e) {
      throw new StartRefused(
          String.valueOf(e.getMessage()), "look into " + directory + ", then measure again");
    }
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static void write(Path file, Machine machine, List<Figure> figures) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode all = json.createObjectNode();
    all.set("machine", json.valueToTree(machine));
    all.set("figures", json.valueToTree(figures));
    Files.writeString(file, json.writerWithDefaultPrettyPrinter().writeValueAsString(all));
  }
}
