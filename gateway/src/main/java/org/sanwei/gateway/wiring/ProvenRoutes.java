package org.sanwei.gateway.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.sanwei.config.load.IntegratorRouteLoader;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.Problem;
import org.sanwei.config.policy.IntegratorRoute;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.prove.graph.Proof;
import org.sanwei.config.prove.graph.Prover;
import org.sanwei.config.prove.graph.RouteGraph;
import org.sanwei.routes.guard.route.IntegratorRoutes;
import org.sanwei.routes.guard.route.LeakProbe;
import org.sanwei.routes.guard.route.OrderBounds;
import org.sanwei.routes.guard.route.RouteProof;

/**
 * The proof that no message has a way down: of the routes that are about to start, and of a policy
 * that is about to be loaded or is only being checked. Integrators' routes of the configuration
 * directory are always part of it.
 */
public final class ProvenRoutes {
  private static final String MEND =
      "按上面的路径改路线或规则，再用 ./sanwei check 查 / mend the route or the policy that the path names,"
          + " and try it with ./sanwei check";

  private ProvenRoutes() {}

  /** What came of it: problems of the routes' files, or else a proof. */
  public record Outcome(List<Problem> problems, Proof proof, String engine) {
    public Outcome {
      problems = List.copyOf(problems);
    }

    /** True when the files are well and the proof holds. */
    public boolean holds() {
      return problems.isEmpty() && proof.holds();
    }
  }

  /**
   * The proof of the gateway's and the integrators' routes under a policy, without anything being
   * started; and when it breaks, what the engine shows of it.
   *
   * @param config the configuration directory, for its integrators' routes
   */
  public static Outcome prove(Path config, Policy policy) {
    Loading<List<IntegratorRoute>> loading = IntegratorRouteLoader.load(config);
    if (!(loading instanceof Loading.Loaded<List<IntegratorRoute>> loaded)) {
      return new Outcome(loading.problems(), new Proof.Refused(List.of()), "");
    }
    List<IntegratorRoutes> integrators = integrators(config, loaded.value());
    RouteGraph graph = graph(policy, integrators);
    Proof proof = Prover.prove(graph);
    if (!(proof instanceof Proof.Broken broken)) {
      return new Outcome(List.of(), proof, "");
    }
    List<RouteBuilder> routes = new ArrayList<>(RouteProof.drawn(policy));
    integrators.forEach(one -> routes.add(one.defined()));
    return new Outcome(List.of(), proof, LeakProbe.run(graph, broken, routes, policy).words());
  }

  /**
   * The graph that {@link #prove} walks, to be drawn; integrators' routes whose files are not well
   * are left out of it.
   */
  public static RouteGraph graph(Path config, Policy policy) {
    List<IntegratorRoutes> integrators =
        IntegratorRouteLoader.load(config) instanceof Loading.Loaded<List<IntegratorRoute>> loaded
            ? integrators(config, loaded.value())
            : List.of();
    return graph(policy, integrators);
  }

  private static RouteGraph graph(Policy policy, List<IntegratorRoutes> integrators) {
    return RouteProof.graph(policy, OrderBounds.of(policy), RouteProof.drawn(policy), integrators);
  }

  /** The proof of the gateway's routes and of integrators' that were read before. */
  static Proof prove(Policy policy, IntegratorRoutes integrators) {
    return Prover.prove(graph(policy, integrators));
  }

  /** What {@link #prove(Policy, IntegratorRoutes)} walks. */
  static RouteGraph graph(Policy policy, IntegratorRoutes integrators) {
    return graph(policy, List.of(integrators));
  }

  /** Integrators' routes of a directory; throws when a file is not well. */
  static IntegratorRoutes required(Path config) {
    Loading<List<IntegratorRoute>> loading = IntegratorRouteLoader.load(config);
    if (loading instanceof Loading.Loaded<List<IntegratorRoute>> loaded) {
      return new IntegratorRoutes(loaded.value(), exchange(config));
    }
    String all =
        loading.problems().stream()
            .map(Problem::toString)
            .collect(Collectors.joining(System.lineSeparator()));
    throw new StartRefused(all, "see above, then start again");
  }

  /** Lets a context with its routes go on to be started only if the proof of all routes holds. */
  static void require(Policy policy, ModelCamelContext own, IntegratorRoutes integrators) {
    Proof proof =
        Prover.prove(RouteProof.graph(policy, OrderBounds.of(policy), own, List.of(integrators)));
    if (!proof.holds()) {
      throw new StartRefused(proof.words(), MEND);
    }
  }

  private static List<IntegratorRoutes> integrators(Path config, List<IntegratorRoute> routes) {
    return routes.isEmpty() ? List.of() : List.of(new IntegratorRoutes(routes, exchange(config)));
  }

  private static Path exchange(Path config) {
    return config.resolve("exchange");
  }
}
