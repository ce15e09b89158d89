package org.sanwei.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.Problem;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.PolicyCheck;
import org.sanwei.config.prove.PolicyTests;
import org.sanwei.gateway.wiring.ProvenRoutes;
import org.sanwei.gateway.wiring.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
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
    boolean proven = proven(out);
    out.flush();
    return report.clean() && proven ? 0 : 1;
  }

  /** The proof is of a policy: without one that can be read there is none. */
  private boolean proven(PrintWriter out) {
    if (!(PolicyLoader.load(directory) instanceof Loading.Loaded<Policy> policy)) {
      out.println("证明：规则读不出，没有证明 / proof: none, for the policy cannot be read");
      return false;
    }
    ProvenRoutes.Outcome outcome = ProvenRoutes.prove(directory, policy.value());
    outcome.problems().forEach(out::println);
    if (outcome.problems().isEmpty()) {
      out.println(outcome.proof().words());
    } else {
      out.println("证明：路线文件有误，没有证明 / proof: none, for routes are refused");
    }
    if (!outcome.engine().isEmpty()) {
      out.println(outcome.engine());
    }
    return outcome.holds();
  }
}
