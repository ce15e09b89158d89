package org.sanwei.routes.guard.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.label.Line;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.routes.flow.Endpoints;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;

/** The monitor in a real context, whose queues are in memory. */
class RouteMonitorTest {
  private static final String DESK = Endpoints.to(Addresses.DESK);
  private static final String LINE = Endpoints.to(Line.ROOT.address());
  private static final String CANARY = "金丝雀九号";

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final Probes queues = new Probes();
  private final List<String> vetoes = new ArrayList<>();
  private ProducerTemplate template;

  @BeforeEach
  void start() throws Exception {
    camel.addComponent("jms", queues);
    camel.addComponent("http", queues);
    RouteMonitor.watch(
        camel, new Clearances(List.of(Line.ROOT), Map.of("sms", Sensitivity.PUBLIC)), vetoes::add);
    camel.start();
    template = camel.createProducerTemplate();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void aSealedBodyGoesWithItsPropertiesAndWithNoOtherHeader() {
    SealedBody entry = sealed(Addresses.DESK, EpochSeal.ENTRY);

    template.sendBodyAndHeaders(
        DESK, entry, Map.of("CamelJmsDestinationName", "elsewhere", "sender", CANARY));

    assertThat(queues.got()).hasSize(1);
    assertThat(queues.got().get(0).body()).isEqualTo(entry.bytes());
    assertThat(queues.got().get(0).headers()).isEqualTo(Map.of(Addresses.EPOCH, "0a"));
    assertThat(vetoes).isEmpty();
  }

  @Test
  void textIsVetoedWhereverItIsSent() {
    for (String to : List.of(DESK, LINE, "direct:depart", "http:out.example")) {
      vetoed(to, CANARY);
    }

    assertThat(vetoes)
        .containsExactly(Addresses.DESK, Line.ROOT.address(), "direct:depart", "http:?");
  }

  @Test
  void bytesAreVetoedEvenWhenTheyLookSealed() {
    vetoed(DESK, sealed(Addresses.DESK, EpochSeal.ENTRY).bytes());
  }

  @Test
  void aBodyThatIsBoundForElsewhereIsVetoed() {
    vetoed(DESK, sealed(Addresses.LEDGER, EpochSeal.EVENTS));
    vetoed(LINE, new SealedBody(Addresses.SPILL, new byte[] {0x30}, Map.of()));
  }

  @Test
  void aBodyThatIsSealedForSomethingElseIsVetoed() {
    vetoed(DESK, sealed(Addresses.DESK, EpochSeal.ARRIVAL));
    vetoed(LINE, sealed(Line.ROOT.address(), EpochSeal.ENTRY));
    vetoed(DESK, new SealedBody(Addresses.DESK, bytes(CANARY), Map.of()));
    vetoed(LINE, new SealedBody(Line.ROOT.address(), bytes(CANARY), Map.of()));
  }

  @Test
  void aSealedBodyToAPlaceThatNobodyClearedIsVetoed() {
    vetoed("http:out.example", sealed(Addresses.DESK, EpochSeal.ENTRY));
    vetoed("direct:elsewhere", sealed(Addresses.DESK, EpochSeal.ENTRY));
    vetoed(
        "jms:queue:sanwei.desk?deliveryPersistent=false", sealed(Addresses.DESK, EpochSeal.ENTRY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wireTap", "toD", "recipientList", "enrich", "multicast"})
  void whicheverPatternSendsTheMonitorStandsBeforeIt(String pattern) throws Exception {
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            var from = from("direct:depart").routeId("leak");
            switch (pattern) {
              case "wireTap" -> from.wireTap("http:out.example");
              case "toD" -> from.toD("http:${routeId}");
              case "recipientList" -> from.recipientList(constant("http:out.example"));
              case "enrich" -> from.enrich("http:out.example");
              default -> from.multicast().to("http:out.example");
            }
          }
        });

    try {
      template.sendBody("direct:depart", sealed(Addresses.DESK, EpochSeal.ENTRY));
    } catch (CamelExecutionException e) {
      // A tap fails beside its route, the others fail it.
    }

    org.awaitility.Awaitility.await().until(() -> !vetoes.isEmpty());
    assertThat(queues.got()).isEmpty();
  }

  @Test
  void nothingIsPolled() {
    assertThatThrownBy(() -> camel.createConsumerTemplate().receiveNoWait(DESK))
        .hasRootCauseInstanceOf(Vetoed.class);
  }

  @Test
  void aVetoSaysNothingOfTheMessage() {
    assertThatThrownBy(() -> template.sendBody("http:out.example/" + CANARY, CANARY))
        .rootCause()
        .hasMessage("a body of type String may not be sent to http:?")
        .hasNoSuppressedExceptions();
  }

  private void vetoed(String to, Object body) {
    assertThatThrownBy(() -> template.sendBody(to, body)).hasRootCauseInstanceOf(Vetoed.class);
    assertThat(queues.got()).isEmpty();
  }

  private static SealedBody sealed(String address, String purpose) {
    byte[] said = bytes(purpose);
    byte[] bytes = new byte[200];
    byte[] magic = {'S', 'W', 'E', 'P', 1};
    System.arraycopy(magic, 0, bytes, 0, magic.length);
    int context = magic.length + 16 + 12;
    bytes[context] = (byte) said.length;
    System.arraycopy(said, 0, bytes, context + 1, said.length);
    return new SealedBody(address, bytes, Map.of(Addresses.EPOCH, "0a"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
