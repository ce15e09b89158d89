package org.sanwei.config.prove;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.load.Deployment;
import org.sanwei.config.load.GatewayConfigLoader;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcedPolicy;
import org.sanwei.config.policy.Policy;

/** Lints a configuration directory and runs the tests that stand in its policy. Starts nothing. */
public final class PolicyCheck {
  private PolicyCheck() {}

  /** What was found. {@code policy} is the digest, empty when the policy could not be read. */
  public record Report(
      String policy, List<Problem> problems, int testsRun, List<PolicyTests.Failure> failures) {
    public Report {
      problems = List.copyOf(problems);
      failures = List.copyOf(failures);
    }

    /** True when there is nothing to mend. */
    public boolean clean() {
      return problems.isEmpty() && failures.isEmpty();
    }
  }

  /** The tests of a policy that was read that do not come out as written. */
  public static List<PolicyTests.Failure> failures(Policy policy, Judge judge) {
    return new PolicyTests(policy, judge).failures();
  }

  /** What in a policy is well written and does nothing. */
  public static List<Problem> idle(SourcedPolicy sourced) {
    return PolicyLint.of(sourced);
  }

  /**
   * Reads the policy and, when it is there, gateway.yaml (without its secrets); checks each and
   * both together; runs all tests if the policy could be read.
   */
  public static Report check(Path config) {
    List<Problem> problems = new ArrayList<>();
    if (Files.exists(config.resolve(GatewayConfigLoader.FILE))) {
      problems.addAll(Deployment.lint(config).problems());
    }
    Loading<SourcedPolicy> loading = PolicyLoader.sourced(PolicyFiles.read(config));
    if (loading instanceof Loading.Loaded<SourcedPolicy> loaded) {
      Policy policy = loaded.value().policy();
      problems.addAll(PolicyLint.of(loaded.value()));
      PolicyTests tests = new PolicyTests(policy, new Judge(policy));
      return new Report(policy.digest(), problems, tests.count(), tests.failures());
    }
    List<Problem> all = problems.isEmpty() ? loading.problems() : problems;
    return new Report("", all, 0, List.of());
  }
}
