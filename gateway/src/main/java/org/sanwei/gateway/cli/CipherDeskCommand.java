package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.cipherdesk.CipherDesk;
import org.sanwei.gateway.cipherdesk.CipherDeskSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** 机要员's program: what lies on the line, one envelope opened, one taken over against a receipt. */
@Command(
    name = "cipher-desk",
    mixinStandardHelpOptions = true,
    description = "机要员程序：查看、启封、签收、处置 / the cipher officers' program",
    subcommands = {
      CipherDeskCommand.ListEnvelopes.class,
      CipherDeskCommand.OpenEnvelope.class,
      CipherDeskCommand.Receipt.class,
      CipherActCommand.Read.class,
      CipherActCommand.Confirm.class,
      CipherActCommand.Clear.class,
      CipherActCommand.Order.class
    })
final class CipherDeskCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return 2;
  }

  /** What every act needs: the officer's directory, and a place to write to. */
  abstract static class Act implements Callable<Integer> {
    @Option(
        names = "--config",
        paramLabel = "DIR",
        defaultValue = ".",
        description = "机要员目录，内有 cipher-desk.properties / the officer's directory (default: .)")
    private Path config = Path.of(".");

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (spec == null) {
        throw new IllegalStateException("picocli sets the spec");
      }
      PrintWriter out = spec.commandLine().getOut();
      CipherDesk desk = CipherDesk.open(CipherDeskSettings.load(config), Clock.systemUTC());
      int code = act(desk, out);
      out.flush();
      err().flush();
      return code;
    }

    /** Where an act says what is not its answer. */
    final PrintWriter err() {
      if (spec == null) {
        throw new IllegalStateException("picocli sets the spec");
      }
      return spec.commandLine().getErr();
    }

    abstract int act(CipherDesk desk, PrintWriter out) throws IOException;
  }

  /** An act upon one item. */
  abstract static class OnItem extends Act {
    @Parameters(paramLabel = "ID", description = "件标识，可只写开头几位 / its id, or the first digits of it")
    private String id = "";

    String id() {
      return id;
    }
  }

  /** What lies on the officer's lines. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "列出机要线上待签收的密封件 / list what waits on the line")
  static final class ListEnvelopes extends Act {
    @Override
    int act(CipherDesk desk, PrintWriter out) {
      return desk.list(out);
    }
  }

  /** One envelope opened, on the line or already taken over. */
  @Command(
      name = "open",
      mixinStandardHelpOptions = true,
      description = "启封一件，只在本机显示 / open one envelope, here only")
  static final class OpenEnvelope extends OnItem {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "把原件写入文件（0600）/ write the message as it came to a file")
    private @Nullable Path file;

    @Override
    int act(CipherDesk desk, PrintWriter out) throws IOException {
      return desk.open(id(), file, out, err());
    }
  }

  /** One envelope taken over; the gateway gets a signed receipt. */
  @Command(
      name = "receipt",
      mixinStandardHelpOptions = true,
      description = "签收：取走密封件并回执 / take an envelope over against a signed receipt")
  static final class Receipt extends OnItem {
    @Override
    int act(CipherDesk desk, PrintWriter out) throws IOException {
      return desk.receipt(id(), out);
    }
  }
}
