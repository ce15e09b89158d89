package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import org.sanwei.routes.guard.route.IntegratorContext;

/** Counts the copies of what outlets sent that came to none of the integrators' routes. */
final class LostCopies implements IntegratorContext.Lost, MeterBinder {
  private final LongAdder lost = new LongAdder();

  @Override
  public void lost(String outlet) {
    lost.increment();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder(MetricNames.COPIES_LOST, lost, LongAdder::sum)
        .description("copies of what outlets sent that came to none of the integrators' routes")
        .register(registry);
  }
}
