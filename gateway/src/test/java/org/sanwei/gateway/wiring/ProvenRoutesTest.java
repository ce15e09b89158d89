package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.StandingOrder;
import org.sanwei.config.prove.graph.Node;
import org.sanwei.config.prove.graph.RouteGraph;
import org.sanwei.routes.flow.Endpoints;
import org.sanwei.routes.guard.route.RouteProof;
import org.sanwei.routes.queue.Addresses;

/** What a start and a new policy need before they go on. */
class ProvenRoutesTest {
  private Path config = Path.of("");

  @BeforeEach
  void ship(@TempDir Path directory) throws Exception {
    config = directory;
    ShippedConfig.copyTo(config);
  }

  @Test
  void theGatewaysOwnRoutesMayStart() throws Exception {
    try (DefaultCamelContext context = context()) {
      ProvenRoutes.require(policy(), context, ProvenRoutes.required(config));

      assertThat(context.getRouteDefinitions()).isNotEmpty();
    }
  }

  @Test
  void oneMoreRouteThatLeadsDownKeepsAllOfThemFromStarting() throws Exception {
    try (DefaultCamelContext context = context()) {
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from(Endpoints.from(Addresses.INTAKE, 1)).routeId("more").to("http:out.example");
            }
          });

      assertThatThrownBy(
              () -> ProvenRoutes.require(policy(), context, ProvenRoutes.required(config)))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("→ http:out.example");
    }
  }

  @Test
  void anIntegratorsRouteThatIsNotTakenKeepsTheGatewayFromStarting() throws Exception {
    Files.createDirectories(config.resolve("routes"));
    Files.writeString(config.resolve("routes/a.camel.yaml"), "- beans: []\n");

    assertThatThrownBy(() -> ProvenRoutes.required(config))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("routes/a.camel.yaml:1:3: unknown key 'beans'");
  }

  @Test
  void aPolicyWithAStandingOrderThatIsTooWideIsNotLoaded() throws Exception {
    assertThat(ProvenRoutes.prove(config, withOrder("")).holds()).isFalse();
    assertThat(ProvenRoutes.prove(config, withOrder("oa")).holds()).isTrue();
  }

  /** No loader lets the first through: the proof does not rely on it. */
  private Policy withOrder(String credential) {
    Policy shipped = policy();
    StandingOrder order =
        new StandingOrder(
            "flood",
            "an example",
            "intranet-post",
            credential,
            null,
            List.of(new StandingOrder.Literal("红色预警")),
            Set.of("sms"),
            List.of("带班领导"),
            new StandingOrder.Cap(1, Duration.ofHours(1)),
            LocalDate.of(2026, 12, 1),
            LocalDate.of(2026, 12, 31),
            Duration.ofMinutes(30),
            List.of());
    return new Policy(
        shipped.digest(),
        shipped.version(),
        shipped.ceiling(),
        shipped.channels(),
        shipped.outlets(),
        shipped.lines(),
        shipped.spill(),
        shipped.marks(),
        shipped.rules(),
        shipped.silence(),
        shipped.zone(),
        List.of(order),
        shipped.clocks());
  }

  @Test
  void theGraphHasEveryChannelOutletAndLineToBeDrawn() throws Exception {
    RouteGraph graph = ProvenRoutes.graph(config, policy());

    assertThat(graph.nodes().values())
        .filteredOn(Node.Place.class::isInstance)
        .extracting(Node::id)
        .contains("channel:fax-mail", "sanwei.cipher.default", "desk", "network:sms");
    assertThat(graph.edges()).allMatch(edge -> graph.nodes().containsKey(edge.to()));
  }

  private DefaultCamelContext context() throws Exception {
    DefaultCamelContext context = new DefaultCamelContext();
    for (RouteBuilder routes : RouteProof.drawn(policy())) {
      context.addRoutes(routes);
    }
    return context;
  }

  private Policy policy() {
    if (PolicyLoader.load(config) instanceof Loading.Loaded<Policy> loaded) {
      return loaded.value();
    }
    throw new IllegalStateException("the shipped policy cannot be read");
  }
}
