package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Deployment;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.Problem;
import org.sanwei.gateway.wiring.GatewayApplication;
import org.sanwei.gateway.wiring.HeapBound;
import org.sanwei.gateway.wiring.PolicyStart;
import org.sanwei.gateway.wiring.Preflight;
import org.sanwei.gateway.wiring.QuietStart;
import org.sanwei.gateway.wiring.Sandbox;
import org.sanwei.gateway.wiring.Setup;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The gateway, until Ctrl-C. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "启动网关；配置有误则逐条列出并以 2 退出 / start the gateway; exit 2 with every problem listed")
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "配置目录（gateway.yaml、policy/）/ the configuration directory")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".sanwei/data",
      description = "数据目录 / the data directory (default: ${DEFAULT-VALUE})")
  private Path data = Path.of(".sanwei/data");

  @Option(
      names = "--sandbox",
      description = "演练：自带邮箱、短信中心、企业微信和流量 / with counterparties and traffic on loopback")
  private boolean sandbox;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "网页端口，默认依 gateway.yaml，演练为 8080 / port of the pages")
  private @Nullable Integer port;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "12",
      description = "演练流量：每分钟条数 / sandbox traffic, messages a minute (default: ${DEFAULT-VALUE})")
  private int rate = 12;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    PrintWriter out = spec.commandLine().getOut();
    QuietStart.begin();
    Path home = data.toAbsolutePath().normalize();
    Preflight.dataDirectory(home);
    try (FileChannel lock = Preflight.lock(home)) {
      Sandbox playground = sandbox ? Sandbox.prepare(home, config, port, rate) : null;
      Path configDir = playground == null ? required() : playground.config();
      PolicyFiles files = PolicyFiles.read(configDir);
      Loading<Deployment> loading = Deployment.load(configDir, files);
      if (!(loading instanceof Loading.Loaded<Deployment> loaded)) {
        return refuse(configDir, loading);
      }
      int webPort = port == null ? loaded.value().gateway().web().port() : port;
      Deployment borne = HeapBound.within(loaded.value(), Runtime.getRuntime().maxMemory());
      PolicyStart signed = PolicyStart.admit(configDir, files, borne, home, sandbox);
      Setup setup = new Setup(configDir, home, borne, sandbox, webPort, signed);
      Preflight.check(setup);
      return serve(setup, playground, out, lock);
    }
  }

  private Integer serve(
      Setup setup, @Nullable Sandbox playground, PrintWriter out, FileChannel lock)
      throws IOException, InterruptedException {
    if (!lock.isOpen()) {
      throw new IllegalStateException("the data directory's lock is gone");
    }
    long begun = System.nanoTime();
    try (ConfigurableApplicationContext context =
        GatewayApplication.start(
            setup,
            (chinese, english) -> {
              out.println("  … " + chinese + " / " + english);
              out.flush();
            },
            playground == null ? () -> {} : playground::open)) {
      if (playground != null) {
        playground.welcome(context, setup, out);
      } else {
        out.printf(
            "网关已启动 / up: %s://%s:%d%n",
            setup.config().webDoor().tls() == null ? "http" : "https",
            setup.config().web().host(),
            setup.webPort());
      }
      out.printf("  启动用时 / started in %.1f s%n", (System.nanoTime() - begun) / 1e9);
      out.flush();
      waitUntilClosed(context);
    } finally {
      if (playground != null) {
        playground.close();
      }
    }
    return 0;
  }

  private static void waitUntilClosed(ConfigurableApplicationContext context)
      throws InterruptedException {
    Object closed = new Object();
    context.addApplicationListener(
        event -> {
          if (event instanceof org.springframework.context.event.ContextClosedEvent) {
            synchronized (closed) {
              closed.notifyAll();
            }
          }
        });
    synchronized (closed) {
      while (context.isActive()) {
        closed.wait(1_000);
      }
    }
  }

  private Path required() {
    if (config == null || !Files.isDirectory(config)) {
      throw new org.sanwei.gateway.wiring.StartRefused(
          config == null ? "run needs --config DIR or --sandbox" : config + " is no directory",
          "name the directory with gateway.yaml and policy/, or try ./sanwei run --sandbox");
    }
    return config;
  }

  private Integer refuse(Path configDir, Loading<Deployment> loading) {
    if (spec == null) {
      return 2;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        "sanwei: %s 有 %d 处错误 / has %d problems%n",
        configDir, loading.problems().size(), loading.problems().size());
    for (Problem problem : loading.problems()) {
      err.println(problem);
    }
    err.flush();
    return 2;
  }
}
