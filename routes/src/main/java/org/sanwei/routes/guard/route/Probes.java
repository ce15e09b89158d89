package org.sanwei.routes.guard.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Stands for a component of Camel's in a throw-away context: takes what is sent to it into memory,
 * and reaches nothing. Thread-safe.
 */
final class Probes extends DefaultComponent {
  /** What came somewhere: the endpoint as it is written, and the body. */
  record Got(String uri, Object body, Map<String, Object> headers) {}

  private final List<Got> got = new ArrayList<>();

  synchronized List<Got> got() {
    return List.copyOf(got);
  }

  private synchronized void take(Got one) {
    got.add(one);
    notifyAll();
  }

  /** Whether something that fits came, or comes within so long. */
  synchronized boolean comes(Predicate<Got> fits, Duration within) throws InterruptedException {
    long end = System.nanoTime() + within.toNanos();
    while (got.stream().noneMatch(fits)) {
      long leftMillis = (end - System.nanoTime()) / 1_000_000;
      if (leftMillis <= 0) {
        return false;
      }
      wait(leftMillis);
    }
    return true;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> options) {
    options.clear();
    return new Probe(uri);
  }

  private final class Probe extends DefaultEndpoint {
    Probe(String uri) {
      super(uri, Probes.this);
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {
          Object body = exchange.getMessage().getBody();
          take(
              new Got(
                  getEndpointUri(),
                  body == null ? "" : body,
                  Map.copyOf(exchange.getMessage().getHeaders())));
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new DefaultConsumer(this, processor);
    }
  }
}
