package org.sanwei.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.Problem;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.CheckReport;
import org.sanwei.config.prove.PolicyCheck;
import org.sanwei.config.prove.PolicyTests;
import org.sanwei.gateway.wiring.ProvenRoutes;
import org.sanwei.gateway.wiring.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lint, policy tests and proof of a configuration directory; starts nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "检查配置与规则，运行规则自带的用例，证明没有往下的路 / lint the configuration, run the policy's"
            + " tests, prove the routes",
    exitCodeListHeading = "%n退出码 exit codes:%n",
    exitCodeList = {"0:无误 / clean", "1:有误 / problems", "2:用法不对 / wrong usage"})
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      defaultValue = "config/shipped",
      description = "配置目录 / the configuration directory (default: ${DEFAULT-VALUE})")
  private Path directory = Path.of("config/shipped");

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "另写一份可以存档签字的报告（Markdown）/ also writes a report to be signed and filed")
  private @Nullable Path filed;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("picocli sets the spec");
    }
    if (!Files.isDirectory(directory)) {
      throw new StartRefused(directory + " is no directory", "name the directory with policy/");
    }
    PrintWriter out = spec.commandLine().getOut();
    PolicyCheck.Report report = PolicyCheck.check(directory);
    for (Problem problem : report.problems()) {
      out.println(problem);
    }
    for (PolicyTests.Failure failure : report.failures()) {
      out.println(failure);
    }
    out.printf(
        "%s：%d 处错误，%d 个用例，%d 个不符 / %d problems, %d tests, %d failed%n",
        directory,
        report.problems().size(),
        report.testsRun(),
        report.failures().size(),
        report.problems().size(),
        report.testsRun(),
        report.failures().size());
    out.printf("规则摘要 policy %s%n", report.policy());
    out.println("签署 signatures " + SignatureState.of(directory));
    Policy policy =
        PolicyLoader.load(directory) instanceof Loading.Loaded<Policy> loaded
            ? loaded.value()
            : null;
    List<String> proof = new ArrayList<>();
    boolean clean = proven(policy, proof) && report.clean();
    proof.forEach(out::println);
    if (filed != null) {
      ZonedDateTime now =
          Clock.systemUTC().instant().atZone(policy == null ? Policy.BEIJING : policy.zone());
      Files.writeString(
          filed, CheckReport.of(directory.toString(), report, policy, clean, proof, now));
      out.printf("报告 report %s%n", filed);
    }
    out.flush();
    return clean ? 0 : 1;
  }

  /** The proof is of a policy: without one that can be read there is none. */
  private boolean proven(@Nullable Policy policy, List<String> said) {
    if (policy == null) {
      said.add("证明：规则读不出，没有证明 / proof: none, for the policy cannot be read");
      return false;
    }
    ProvenRoutes.Outcome outcome = ProvenRoutes.prove(directory, policy);
    outcome.problems().forEach(problem -> said.add(problem.toString()));
    said.add(
        outcome.problems().isEmpty()
            ? outcome.proof().words()
            : "证明：路线文件有误，没有证明 / proof: none, for routes are refused");
    if (!outcome.engine().isEmpty()) {
      said.add(outcome.engine());
    }
    return outcome.holds();
  }
}
