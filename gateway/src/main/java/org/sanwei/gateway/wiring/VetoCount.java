package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.sanwei.routes.guard.route.RouteMonitor;

/**
 * Counts what the route monitor did not let through: on a gateway that is as it was proved, none.
 */
final class VetoCount implements RouteMonitor.Vetoes, MeterBinder {
  private final LongAdder vetoes = new LongAdder();

  @Override
  public void vetoed(String endpoint) {
    vetoes.increment();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder(MetricNames.ROUTE_VETOES, vetoes, LongAdder::sum)
        .description("sends that the route monitor did not let through")
        .register(registry);
  }
}
