package org.sanwei.routes.guard.route;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.Language;
import org.apache.camel.spi.LanguageResolver;

/**
 * The context in which integrators' routes run: of their own, without keys, beans, or any component
 * and language but those of the allow-lists, and under the route monitor. Thread-safe.
 */
public final class IntegratorContext implements AutoCloseable {
  private static final Set<String> LANGUAGES =
      Set.of("simple", "constant", "header", "tokenize", "file");

  /** How long those that wait when the gateway stops may take. */
  private static final Duration LAST_COPIES = Duration.ofSeconds(10);

  private static final int STOP_SECONDS = 10;

  private final DefaultCamelContext context;

  /** By outlet, for those that a route asks for. */
  private final Map<String, WaitingCopies> copies;

  private final IntegratorRoutes routes;

  /** The gateway's intake. Safe from many threads. */
  @FunctionalInterface
  public interface Intaking {
    /**
     * Takes a message; returns when it is sealed and stored, throws when that is not known.
     *
     * @param source what names the message at its source, the same when it comes again
     */
    void take(String channel, List<String> source, byte[] body);
  }

  /** Is told of each copy of what an outlet sent that came to no route; must not throw. */
  @FunctionalInterface
  public interface Lost {
    /** One copy; nothing gives it again. */
    void lost(String outlet);
  }

  private IntegratorContext(
      DefaultCamelContext context, Map<String, WaitingCopies> copies, IntegratorRoutes routes) {
    this.routes = routes;
    this.context = context;
    this.copies = copies;
  }

  /**
   * Defines the routes; {@link #start} starts them. Only for routes whose proof holds.
   *
   * @param limitBytes larger files stay in their folders
   * @throws IllegalStateException when they cannot be defined
   */
  public static IntegratorContext of(
      IntegratorRoutes routes,
      Intaking intaking,
      long limitBytes,
      RouteMonitor.Vetoes vetoes,
      Lost lost) {
    DefaultCamelContext context = new DefaultCamelContext();
    context.getCamelContextExtension().setName("integrators");
    context.setLogExhaustedMessageBody(false);
    context.setAutowiredEnabled(false);
    context.getShutdownStrategy().setTimeout(STOP_SECONDS);
    context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    context
        .getCamelContextExtension()
        .addContextPlugin(ComponentResolver.class, new NoComponents());
    LanguageResolver usual =
        context.getCamelContextExtension().getContextPlugin(LanguageResolver.class);
    context
        .getCamelContextExtension()
        .addContextPlugin(LanguageResolver.class, new FewLanguages(usual));
    context.getRegistry().bind(DroppedFiles.NAME, new DroppedFiles(limitBytes));
    SanweiComponent sanwei = new SanweiComponent(intaking);
    context.addComponent("sanwei", sanwei);
    context.addComponent("file", new FileComponent());
    context.addComponent("direct", new DirectComponent());
    RouteMonitor.watch(context, routes::door, vetoes);
    try {
      context.addRoutes(routes.defined());
    } catch (Exception e) {
      throw new IllegalStateException("integrators' routes cannot be defined", e);
    }
    Map<String, WaitingCopies> copies = new HashMap<>();
    for (String outlet : routes.released()) {
      copies.put(outlet, new WaitingCopies(outlet, text -> sanwei.released(outlet, text), lost));
    }
    return new IntegratorContext(context, copies, routes);
  }

  CamelContext camel() {
    return context;
  }

  /**
   * Starts them.
   *
   * @throws IllegalStateException for a folder that is a link, or cannot be made
   */
  public void start() {
    routes.folders();
    context.start();
    copies.values().forEach(WaitingCopies::start);
  }

  /**
   * Gives what an outlet has sent to the route that asks for it, once that route runs. Returns at
   * once, and never throws.
   */
  public void released(String outlet, String text) {
    WaitingCopies waiting = copies.get(outlet);
    if (waiting != null) {
      waiting.add(text);
    }
  }

  /** Stops them; what waits and what is under way is finished first, for some seconds. */
  @Override
  public void close() {
    WaitingCopies.close(copies.values(), LAST_COPIES);
    context.stop();
  }

  /** Those that were put there are found without being resolved. */
  private static final class NoComponents implements ComponentResolver {
    @Override
    public Component resolveComponent(String name, CamelContext context) {
      throw new IllegalArgumentException("integrators' routes have no component of that name");
    }
  }

  private record FewLanguages(LanguageResolver usual) implements LanguageResolver {
    @Override
    public Language resolveLanguage(String name, CamelContext context) {
      if (!LANGUAGES.contains(name)) {
        throw new IllegalArgumentException("integrators' routes have no language of that name");
      }
      return usual.resolveLanguage(name, context);
    }
  }
}
