package org.sanwei.gateway.wiring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.sanwei.routes.release.Outlet;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.Recipient;
import org.sanwei.routes.release.Releasable;
import org.sanwei.routes.release.SendResult;

/**
 * Hands what an outlet has sent on to integrators' routes, when the provider has taken it for the
 * first recipient since the gateway started: once for each release and outlet while it runs.
 * docs/adr/0029 says what a crash makes of that. Thread-safe.
 */
final class ReleasedCopies {
  private static final int REMEMBERED = 1_000;

  private final Map<String, Boolean> given =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private volatile BiConsumer<String, String> listener = (outlet, text) -> {};

  /** Names who is told: outlet and text. Must neither throw nor wait, for the outlet would. */
  void tell(BiConsumer<String, String> integrators) {
    listener = integrators;
  }

  /** The outlet, with its copies; closing it is left to whoever made it. */
  Outlet copying(Outlet outlet) {
    return new Outlet() {
      @Override
      public OutletName name() {
        return outlet.name();
      }

      @Override
      public SendResult send(Releasable releasable, Recipient recipient) {
        SendResult result = outlet.send(releasable, recipient);
        if (result instanceof SendResult.Accepted && first(releasable, outlet.name())) {
          listener.accept(outlet.name().value(), releasable.release().text());
        }
        return result;
      }

      @Override
      public void close() {}
    };
  }

  /** One act of signing has a statement for each outlet, under one id. */
  private boolean first(Releasable releasable, OutletName outlet) {
    synchronized (given) {
      return given.put(releasable.release().id() + "/" + outlet, true) == null;
    }
  }
}
