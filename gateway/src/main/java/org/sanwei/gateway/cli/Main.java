package org.sanwei.gateway.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The one entry of the jar. Exit codes are DESIGN §5's. */
@Command(
    name = "sanwei",
    mixinStandardHelpOptions = true,
    version = "Sanwei Gateway 0.1.0",
    header = "三位一体值班网关 / Sanwei Gateway: the gateway at which a duty office's channels end",
    description = {
      "",
      "传真、短信、热线、内网来文即到即封、读取、按签署的规则判定。",
      "Faxes, SMS, hotline transcripts and intranet messages are sealed at once, read and judged.",
      ""
    },
    subcommands = {
      RunCommand.class,
      TryCommand.class,
      CheckCommand.class,
      SimulateCommand.class,
      CipherDeskCommand.class,
      KeysCommand.class,
      BenchCommand.class
    },
    footer = {"", "入门 / begin here: ./sanwei run"})
public final class Main {

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.setOut(new PrintStream(System.out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    if (arguments.length == 0 || !arguments[0].equals("run")) {
      // A command speaks for itself; setting a log up would cost a quarter of its time.
      System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
      System.setProperty("slf4j.internal.verbosity", "ERROR");
    }
    int code = commandLine().execute(arguments);
    System.exit(code);
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, failed, result) -> Refusals.print(exception, failed.getErr()));
    line.setParameterExceptionHandler(
        (exception, arguments) -> {
          CommandLine failed = exception.getCommandLine();
          failed.getErr().println("sanwei: " + exception.getMessage());
          failed
              .getErr()
              .println(
                  "    fix: "
                      + failed.getCommandSpec().qualifiedName()
                      + " --help 列出可用选项 / lists what it takes");
          return 2;
        });
    return line;
  }
}
