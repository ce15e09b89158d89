package org.sanwei.routes.guard.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

/**
 * The two doors that the gateway has for integrators' routes: {@code sanwei:intake/CHANNEL}, which
 * returns when a message is sealed and stored, and {@code sanwei:releasable/OUTLET}, which gives
 * the words that an outlet has sent. Thread-safe.
 */
final class SanweiComponent extends DefaultComponent {
  static final String INTAKE = "sanwei:intake/";
  static final String RELEASABLE = "sanwei:releasable/";

  private final IntegratorContext.Intaking intaking;
  private final Map<String, Released> listening = new ConcurrentHashMap<>();

  SanweiComponent(IntegratorContext.Intaking intaking) {
    this.intaking = intaking;
  }

  /** Gives a route what its outlet has sent; says why it was not taken. Never throws. */
  Optional<Throwable> released(String outlet, String text) {
    Released consumer = listening.get(outlet);
    if (consumer == null) {
      return Optional.of(new IllegalStateException("no route listens"));
    }
    try {
      return Optional.ofNullable(copied(consumer, text));
    } catch (Throwable e) {
      // Errors of the machine too (a deep stack ends with this copy): whoever gives the copies has
      // the next one to give, and one that lasts comes again elsewhere.
      return Optional.of(e);
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
      listening.put(outlet, this);
    }

    @Override
    protected void doStop() throws Exception {
      listening.remove(outlet, this);
      super.doStop();
    }
  }
}
