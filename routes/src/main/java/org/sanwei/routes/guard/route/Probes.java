package org.sanwei.routes.guard.route;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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

  private final List<Got> got = new CopyOnWriteArrayList<>();

  List<Got> got() {
    return List.copyOf(got);
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
          got.add(
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
