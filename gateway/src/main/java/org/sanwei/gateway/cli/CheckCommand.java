package org.sanwei.gateway.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Problem;
import org.sanwei.config.prove.PolicyCheck;
import org.sanwei.config.prove.PolicyTests;
import org.sanwei.gateway.wiring.StartRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lint and policy tests of a configuration directory; starts nothing. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "检查配置与规则，运行规则自带的用例 / lint the configuration and run the policy's tests",
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
    out.flush();
    return report.clean() ? 0 : 1;
  }
}
