package org.sanwei.routes.guard.route;

import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointStrategy;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.DefaultInterceptSendToEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps every endpoint of a context. Before anything is sent its body's type is held against the
 * endpoint's clearance, whoever sends it: a step of a route, an interceptor, a template. What may
 * not pass fails with {@link Vetoed}; what may loses its headers first, and gets only those that
 * its type brings. Nothing can be polled from an endpoint. The look-up is made once for an
 * endpoint; a message costs two comparisons and the clearing of its headers. Thread-safe.
 */
public final class RouteMonitor implements EndpointStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(RouteMonitor.class);

  private final Function<String, Optional<Door>> doors;
  private final Vetoes vetoes;

  /** Is told of each veto; must not throw. */
  @FunctionalInterface
  public interface Vetoes {
    /** {@code endpoint} is one of the table's places, or the scheme of what is not in it. */
    void vetoed(String endpoint);
  }

  private RouteMonitor(Function<String, Optional<Door>> doors, Vetoes vetoes) {
    this.doors = doors;
    this.vetoes = vetoes;
  }

  /** Watches all endpoints of a context, those that are there already too. */
  public static void watch(CamelContext context, Clearances clearances, Vetoes vetoes) {
    watch(context, clearances::door, vetoes);
  }

  /** The same with another table: a door for each endpoint's URI that somebody cleared. */
  static void watch(CamelContext context, Function<String, Optional<Door>> doors, Vetoes vetoes) {
    context.getCamelContextExtension().registerEndpointCallback(new RouteMonitor(doors, vetoes));
  }

  @Override
  public Endpoint registerEndpoint(String uri, Endpoint endpoint) {
    return endpoint instanceof Watched ? endpoint : new Watched(endpoint);
  }

  private final class Watched extends DefaultInterceptSendToEndpoint {
    private final @Nullable Door door;
    private final String name;

    Watched(Endpoint endpoint) {
      super(endpoint, false);
      door = doors.apply(endpoint.getEndpointUri()).orElse(null);
      // What nobody cleared may have been named by a message: of its name only the scheme is ours.
      String uri = endpoint.getEndpointUri();
      name =
          door == null ? uri.substring(0, Math.max(0, uri.indexOf(':'))) + ":?" : door.place().id();
    }

    @Override
    public Producer createProducer() throws Exception {
      return createAsyncProducer();
    }

    @Override
    public AsyncProducer createAsyncProducer() throws Exception {
      return new Watching(this, getOriginalEndpoint().createAsyncProducer());
    }

    @Override
    public PollingConsumer createPollingConsumer() {
      throw new Vetoed(name, "poll");
    }
  }

  private final class Watching extends DefaultAsyncProducer {
    private final Watched watched;
    private final AsyncProducer behind;

    Watching(Watched watched, AsyncProducer behind) {
      super(watched);
      this.watched = watched;
      this.behind = behind;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Message message = exchange.getMessage();
      Object body = message.getBody();
      Door door = watched.door;
      if (door == null || !door.admits().lets(body)) {
        exchange.setException(veto(body));
        callback.done(true);
        return true;
      }
      message.removeHeaders("*");
      door.admits().load(message, body);
      return behind.process(exchange, callback);
    }

    private Vetoed veto(@Nullable Object body) {
      Vetoed vetoed =
          new Vetoed(watched.name, body == null ? "null" : body.getClass().getSimpleName());
      LOG.error("vetoed: {}", vetoed.getMessage());
      vetoes.vetoed(watched.name);
      return vetoed;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      ServiceHelper.startService(behind);
    }

    @Override
    protected void doStop() throws Exception {
      super.doStop();
      ServiceHelper.stopService(behind);
    }
  }
}
