package org.sanwei.routes.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spring.SpringCamelContext;
import org.apache.camel.test.spring.junit5.CamelSpringTest;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.label.Line;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.queue.LargeTurn;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.queue.TestBroker;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/**
 * The routes by their ids, each cut off from the broker: which ways out a message takes, and that
 * it takes no other. Their transactions are ArrivalRoutesTest's, on a real broker.
 */
@CamelSpringTest
@ContextConfiguration(classes = RoutesByIdTest.Context.class)
@MockEndpointsAndSkip("jms:.*")
@UseAdviceWith
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
class RoutesByIdTest {
  private static final String LINE = Line.ROOT.address();
  private static final List<String> EXITS =
      List.of(Addresses.DESK, Addresses.LEDGER, Addresses.SPILL, Addresses.DEAD, LINE);

  @Autowired private CamelContext camel;
  @Autowired private ProducerTemplate template;

  private Given given;
  private TestBroker broker;

  @Configuration
  static class Context {
    @Bean
    CamelContext camelContext(ApplicationContext spring) throws Exception {
      SpringCamelContext camel = new SpringCamelContext(spring);
      ArrivalGround.bind(camel);
      camel.addComponent("jms", new JmsComponent());
      return camel;
    }

    @Bean
    ProducerTemplate template(CamelContext camel) {
      return camel.createProducerTemplate();
    }
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    given = new Given(directory.resolve("given"));
    broker = TestBroker.start(directory.resolve("broker"), ArrivalGround.QUEUES, null);
    camel.addRoutes(
        ArrivalGround.routes(
            given.steps(new RememberingRegister()), new LargeTurn(), new HeadsFirst(() -> false)));
    AdviceWith.adviceWith(
        camel, ArrivalRoutes.JUDGE, advice -> advice.replaceFromWith("direct:judge"));
    AdviceWith.adviceWith(
        camel, ArrivalRoutes.HEADS, advice -> advice.replaceFromWith("direct:heads"));
    AdviceWith.adviceWith(
        camel, ArrivalRoutes.PAGES, advice -> advice.replaceFromWith("direct:pages"));
    camel.start();
  }

  @AfterEach
  void stop() throws Exception {
    broker.close();
    given.close();
  }

  @Test
  void anOpenMessageLeavesForTheDeskAndTheLedgerOnly() throws Exception {
    template.sendBody("direct:judge", arrival("河西镇路灯不亮"));

    assertThat(left(Addresses.DESK)).isEqualTo(1);
    assertThat(left(Addresses.LEDGER)).isEqualTo(1);
    assertThat(left(LINE) + left(Addresses.SPILL) + left(Addresses.DEAD)).isZero();
  }

  @Test
  void aMarkedMessageLeavesForItsLineAndAsACardForTheDesk() throws Exception {
    template.sendBody("direct:judge", arrival("机密★10年\\n集结地点"));

    assertThat(left(LINE)).isEqualTo(1);
    assertThat(left(Addresses.DESK)).isEqualTo(1);
    assertThat(left(Addresses.SPILL) + left(Addresses.DEAD)).isZero();
  }

  @Test
  void whatLeavesIsOfTheTypeThatTheMonitorAsksFor() throws Exception {
    template.sendBodyAndHeader("direct:judge", arrival("河西镇路灯不亮"), "CamelJmsReplyTo", "out");

    Exchange sent = exit(Addresses.DESK).getExchanges().get(0);
    assertThat(new OnlyOurHeaders().applyFilterToCamelHeaders("CamelJmsReplyTo", "out", sent))
        .isTrue();
    assertThat(sent.getMessage().getBody()).isInstanceOf(SealedBody.class);
  }

  @Test
  void whatDoesNotOpenRestsWithTheDeadAndGoesNowhereElse() {
    template.sendBody("direct:judge", new byte[] {1, 2, 3});

    assertThat(left(Addresses.DEAD)).isEqualTo(1);
    assertThat(EXITS.stream().mapToInt(this::left).sum()).isEqualTo(1);
  }

  private byte[] arrival(String text) throws Exception {
    Given.post(given.intake(new DurableQueue(broker.connections())), "k1", text);
    return broker.bodies(Addresses.INTAKE).get(0);
  }

  private int left(String address) {
    return exit(address).getReceivedCounter();
  }

  private MockEndpoint exit(String address) {
    return camel.getEndpoint("mock:jms:queue:" + address, MockEndpoint.class);
  }
}
