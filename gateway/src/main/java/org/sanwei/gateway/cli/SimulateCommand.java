package org.sanwei.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.Facts;
import org.sanwei.config.prove.PolicyDifference;
import org.sanwei.gateway.wiring.StartRefused;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What a changed policy loosens and tightens, and what it would have done. Opens no port. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description = "比较两份策略，并用改过的策略重判一批来件 / compare two policies, and judge messages under both",
    exitCodeListHeading = "%n退出码 exit codes:%n",
    exitCodeList = {"0:完成 / done", "2:策略或目录读不了，或网关没有做完 / cannot be read, or not finished"})
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--candidate",
      required = true,
      paramLabel = "DIR",
      description = "改过的配置目录 / the directory of the changed policy")
  private @Nullable Path candidate;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "现行配置目录；不给则用随附规则 / the policy in force; the shipped one without it")
  private @Nullable Path config;

  @Option(
      names = "--files",
      paramLabel = "DIR",
      description = "用这个目录下的文件试 / judge the files below this directory")
  private @Nullable Path files;

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "让运行着的网关用近几天的来件试 / have a running gateway try its last days' messages")
  private @Nullable String api;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "30",
      description = "近几天（配 --api）/ how many days, with --api (default: ${DEFAULT-VALUE})")
  private int days = 30;

  @Option(
      names = "--login",
      paramLabel = "NAME",
      description = "安全保密管理员的登录名（配 --api）/ a security administrator's log-in, with --api")
  private @Nullable String login;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "口令文件；不给则在终端问 / the password's file; asked for without it")
  private @Nullable Path passwordFile;

  @Option(
      names = "--channel",
      paramLabel = "NAME",
      defaultValue = "fax-mail",
      description = "视同由此通道到达 / as if they came by this channel (default: ${DEFAULT-VALUE})")
  private String channel = "fax-mail";

  @Option(names = "--json", description = "一个 JSON 对象 / one JSON object")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null || candidate == null) {
      throw new IllegalStateException("picocli sets what is required");
    }
    if (!Files.isDirectory(candidate)) {
      throw new StartRefused(candidate + " is no directory", "name the directory with policy/");
    }
    if (api != null) {
      return overApi(api, candidate, spec.commandLine());
    }
    PrintWriter out = spec.commandLine().getOut();
    Policy before = Policies.load(config);
    Policy after = Policies.load(candidate);
    PolicyDifference difference = PolicyDifference.between(before, after);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("difference", Facts.of(difference));
    if (!json) {
      new DifferencePrint(out).print(difference);
    }
    if (files != null) {
      FileSimulation simulation =
          new FileSimulation(before, after, channel, spec.commandLine().getErr());
      FileSimulation.Done done = simulation.run(files);
      all.put("simulation", Facts.of(done.report()));
      all.put("unreadable", done.unreadable());
      if (!json) {
        out.println();
        new SimulationPrint(out).print(done);
      }
    }
    if (json) {
      out.println(new ObjectMapper().writeValueAsString(all));
    }
    out.flush();
    return 0;
  }

  private int overApi(String url, Path policy, CommandLine line) throws IOException {
    if (files != null || login == null) {
      throw new StartRefused(
          "--api goes with --login NAME, and without --files", "see sanwei simulate --help");
    }
    // Read here too, so that what is wrong is told with the files' own places and costs no try.
    Policies.load(policy);
    GatewayApi gateway = GatewayApi.as(url, login, passwordFile);
    JsonNode run = new ApiSimulation(gateway, line.getErr()).run(policy, days);
    PrintWriter out = line.getOut();
    if (json) {
      out.println(run);
    } else {
      ApiSimulation.print(run, out);
    }
    out.flush();
    return run.path("state").asText().equals("DONE") ? 0 : 2;
  }
}
