package org.sanwei.routes.guard.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.Sm3;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two doors that the gateway has for integrators' routes: {@code sanwei:intake/CHANNEL}, which
 * returns when a message is sealed and stored, and {@code sanwei:releasable/OUTLET}, which gives
 * the words that an outlet has sent. Thread-safe.
 */
final class SanweiComponent extends DefaultComponent {
  static final String INTAKE = "sanwei:intake/";
  static final String RELEASABLE = "sanwei:releasable/";

  private static final Logger LOG = LoggerFactory.getLogger(SanweiComponent.class);

  private final IntegratorContext.Intaking intaking;
  private final List<Released> listening = new CopyOnWriteArrayList<>();

  SanweiComponent(IntegratorContext.Intaking intaking) {
    this.intaking = intaking;
  }

  /** Gives what an outlet has sent to the routes that ask for it; their failing is theirs. */
  void released(String outlet, String text) {
    for (Released consumer : listening) {
      if (consumer.outlet.equals(outlet)) {
        Throwable failed;
        try {
          failed = copied(consumer, text);
        } catch (Throwable e) {
          // The outlet has accepted already: whatever is thrown here would make an unknown send of
          // it, which people then send a second time. That holds for errors of the machine as well
          // (a deep stack ends with this copy); one that lasts comes again where nothing is sent.
          failed = e;
        }
        if (failed != null) {
          LOG.warn(
              "a copy of what {} sent was not taken: {}",
              outlet,
              failed.getClass().getSimpleName());
        }
      }
    }
  }

  private static @Nullable Throwable copied(Released consumer, String text) throws Exception {
    Exchange exchange = consumer.getEndpoint().createExchange();
    exchange.getMessage().setBody(text);
    consumer.getProcessor().process(exchange);
    return exchange.getException();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> options) {
    String plain = uri.replace("://", ":");
    if (options.isEmpty() && plain.startsWith(INTAKE)) {
      return new Ours(uri, plain.substring(INTAKE.length()), true);
    } else if (options.isEmpty() && plain.startsWith(RELEASABLE)) {
      return new Ours(uri, plain.substring(RELEASABLE.length()), false);
    }
    throw new IllegalArgumentException("the gateway has no such door for integrators");
  }

  private final class Ours extends DefaultEndpoint {
    private final String name;
    private final boolean in;

    Ours(String uri, String name, boolean in) {
      super(uri, SanweiComponent.this);
      this.name = name;
      this.in = in;
    }

    @Override
    public Producer createProducer() {
      if (!in) {
        throw new UnsupportedOperationException("nothing is sent to what was released");
      }
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) throws InvalidPayloadException, IOException {
          // No converter: one that knows a character set could change what nobody has judged.
          byte[] body =
              exchange.getMessage().getBody() instanceof GenericFile<?> file
                  ? DroppedFiles.bytes(file)
                  : exchange.getMessage().getMandatoryBody(byte[].class);
          intaking.take(name, source(exchange, body), body);
        }
      };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      if (in) {
        throw new UnsupportedOperationException("nothing is read from intake");
      }
      return new Released(this, processor, name);
    }
  }

  /** The file that it came in, and its bytes: the same again is the same. */
  private static List<String> source(Exchange exchange, byte[] body) {
    List<String> names = new ArrayList<>(List.of(exchange.getFromRouteId(), Sm3.hex(body)));
    GenericFile<?> file = exchange.getProperty(FileComponent.FILE_EXCHANGE_FILE, GenericFile.class);
    if (file != null) {
      names.add(file.getAbsoluteFilePath());
      names.add(Long.toString(file.getLastModified()));
      names.add(Long.toString(file.getFileLength()));
    }
    return names;
  }

  private final class Released extends DefaultConsumer {
    private final String outlet;

    Released(Endpoint endpoint, Processor processor, String outlet) {
      super(endpoint, processor);
      this.outlet = outlet;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      listening.add(this);
    }

    @Override
    protected void doStop() throws Exception {
      listening.remove(this);
      super.doStop();
    }
  }
}
