package org.sanwei.gateway.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sanwei.config.load.Deployment;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.prove.PolicyCheck;
import org.sanwei.config.prove.graph.Proof;
import org.sanwei.gateway.policy.Admission;
import org.sanwei.gateway.policy.Admission.Examined;
import org.sanwei.gateway.policy.ManifestCheck;
import org.sanwei.gateway.policy.PolicyFault;
import org.sanwei.gateway.policy.PolicyGate;
import org.sanwei.gateway.policy.PolicyRecord;
import org.sanwei.gateway.policy.PolicySigners;
import org.sanwei.gateway.policy.RestartGate;
import org.sanwei.gateway.policy.SignedPolicy;
import org.sanwei.routes.guard.route.IntegratorRoutes;

/**
 * How this start's policy was found fit, and what is asked of those that follow while the gateway
 * runs. Another check that every policy must pass belongs into {@link #gates}.
 *
 * @param files those that it was read from
 * @param running takes what comes while the gateway runs
 * @param first this start's; not written down as taken yet
 * @param signers tells the certificates that count during this run from others
 * @param integrators their routes, read once: those that run are those that each policy is proved
 *     with, whatever is written into the directory meanwhile
 */
public record PolicyStart(
    PolicyFiles files,
    Admission running,
    Examined.Fit first,
    String signers,
    IntegratorRoutes integrators) {
  private static final SourcePos POLICY = new SourcePos(PolicyFiles.DIRECTORY, 1, 1);

  /**
   * @throws StartRefused with everything that is wrong, when the policy may not be taken
   */
  public static PolicyStart admit(
      Path configDir, PolicyFiles files, Deployment deployment, Path data, boolean sandbox) {
    GatewayConfig config = deployment.gateway();
    PolicySigners signers = PolicySigners.read(config.anchors());
    ManifestCheck check = new ManifestCheck(signers, Clock.systemUTC());
    PolicyRecord record = PolicyRecord.in(Setup.keysOf(config), data);
    IntegratorRoutes integrators = ProvenRoutes.required(configDir);
    List<PolicyGate> gates = gates(integrators, config, sandbox);
    Examined examined = new Admission(check, record, gates).examine(files);
    if (examined instanceof Examined.Unfit unfit) {
      throw refused(unfit.fault());
    }
    List<PolicyGate> whileRunning = new ArrayList<>(gates);
    whileRunning.add(new RestartGate(deployment.policy()));
    return new PolicyStart(
        files,
        new Admission(check, record, whileRunning),
        (Examined.Fit) examined,
        signers.fingerprint(),
        integrators);
  }

  /** What every policy must pass, at a start and while the gateway runs; the slow ones last. */
  private static List<PolicyGate> gates(
      IntegratorRoutes integrators, GatewayConfig config, boolean sandbox) {
    return List.of(
        candidate -> new Deployment(config, candidate.policy()).mismatches(),
        candidate ->
            sandbox || candidate.policy().ceiling() != null
                ? List.of()
                : List.of(
                    new Problem(
                        POLICY,
                        "the policy declares no ceiling, the highest level that this deployment"
                            + " may carry",
                        "write ceiling: into a policy file (docs/POLICY.md §3), or start with"
                            + " --sandbox")),
        candidate ->
            PolicyCheck.failures(candidate.policy(), candidate.judge()).stream()
                .map(
                    failure ->
                        new Problem(
                            POLICY, failure.toString(), "mend the rule, or its test if that errs"))
                .toList(),
        candidate -> unproven(integrators, candidate));
  }

  private static List<Problem> unproven(IntegratorRoutes integrators, SignedPolicy candidate) {
    Proof proof = ProvenRoutes.prove(candidate.policy(), integrators);
    return proof.holds()
        ? List.of()
        : List.of(
            new Problem(
                POLICY, proof.words(), "mend what the path names, and try it with ./sanwei check"));
  }

  static StartRefused refused(PolicyFault fault) {
    return new StartRefused(
        "策略不予采用 / the policy is not taken: "
            + fault.kind().word()
            + "\n"
            + fault.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")),
        "see above; docs/POLICY.md §8 says how a policy is signed");
  }
}
