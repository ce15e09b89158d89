package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The route on a real broker in this process. */
class ReleaseRouteTest {
  private static final OutletName SMS = new OutletName("sms");
  private static final String DEAD = "dead.release";

  private final ReleaseStepTest.ListedBook book = new ReleaseStepTest.ListedBook();
  private final ReleaseStepTest.ScriptedOutlet outlet = new ReleaseStepTest.ScriptedOutlet();
  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final ActiveMQConnectionFactory connections = new ActiveMQConnectionFactory("vm://77");

  @BeforeEach
  void start() throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setPersistenceEnabled(false)
        .setSecurityEnabled(false)
        .addAcceptorConfiguration("vm", "vm://77")
        .addQueueConfiguration(
            QueueConfiguration.of(DEAD)
                .setRoutingType(org.apache.activemq.artemis.api.core.RoutingType.ANYCAST))
        .addAddressSetting(
            "sanwei.release.#",
            new AddressSettings()
                .setDeadLetterAddress(org.apache.activemq.artemis.api.core.SimpleString.of(DEAD))
                .setMaxDeliveryAttempts(4)
                .setRedeliveryDelay(100));
    broker.setConfiguration(configuration);
    broker.start();
    JmsComponent jms = JmsComponent.jmsComponent(connections);
    jms.getConfiguration().setLazyCreateTransactionManager(false);
    jms.setCacheLevelName("CACHE_CONSUMER");
    camel.addComponent("jms", jms);
    camel.addRoutes(
        new ReleaseRoute(
            new ReleaseStep(outlet, Releases.SEALS, Releases.SEALS, book, Releases.CLOCK)));
    camel.start();
  }

  @AfterEach
  void stop() throws Exception {
    camel.stop();
    connections.close();
    broker.stop();
  }

  @Test
  void aSealedReleaseIsSent() {
    // when
    put(ReleaseStepTest.sealed(Releases.release("sms").build()));

    // then
    await(() -> book.entries.size() == 4);
    assertThat(outlet.sent).containsExactly("r-1", "r-2");
  }

  @Test
  void whileTheBookIsClosedItWaitsAndThenIsSentOnce() {
    // given
    book.closesAfter = 0;
    put(ReleaseStepTest.sealed(Releases.release("sms").build()));
    await(() -> book.closed);

    // when
    book.closed = false;

    // then
    await(() -> book.entries.size() == 4);
    assertThat(outlet.sent).containsExactly("r-1", "r-2");
  }

  @Test
  void whatCannotBeBelievedEndsSealedOnTheDeadLetterQueue() throws Exception {
    // given
    byte[] body = {1, 2, 3};

    // when
    put(body);

    // then
    try (JMSContext context = connections.createContext()) {
      BytesMessage dead =
          (BytesMessage) context.createConsumer(context.createQueue(DEAD)).receive(20_000);
      assertThat(dead.getBody(byte[].class)).isEqualTo(body);
    }
    assertThat(outlet.sent).isEmpty();
  }

  @Test
  void headersFromOutsideDirectNothing() {
    // given: a message that asks Camel for another method, another queue and an answer
    try (JMSContext context = connections.createContext()) {
      JMSProducer producer = context.createProducer();
      producer.setProperty("CamelBeanMethodName", "outlet");
      producer.setProperty("CamelJmsDestinationName", "elsewhere");
      producer.setJMSReplyTo(context.createQueue("answers"));
      producer.send(
          context.createQueue(SMS.address()),
          ReleaseStepTest.sealed(Releases.release("sms").build()));
    }

    // then
    await(() -> book.entries.size() == 4);
    try (JMSContext context = connections.createContext()) {
      assertThat(context.createConsumer(context.createQueue("answers")).receiveNoWait()).isNull();
    }
  }

  private void put(byte[] body) {
    try (JMSContext context = connections.createContext()) {
      context.createProducer().send(context.createQueue(SMS.address()), body);
    }
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .pollInterval(20, TimeUnit.MILLISECONDS)
        .atMost(ReleaseStepTest.PATIENCE)
        .until(condition);
  }
}
