package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.sanwei.gateway.channel.OutletBoard;
import org.sanwei.gateway.channel.OutletBoard.View;

/** Ways out as metrics. The only label is the outlet's name, with the state for deliveries. */
final class OutletMetrics implements MeterBinder {
  private static final Map<String, ToDoubleFunction<View>> STATES =
      Map.of(
          "accepted", view -> view.deliveries().accepted(),
          "delivered", view -> view.deliveries().delivered(),
          "failed", view -> view.deliveries().failed(),
          "unknown", view -> view.deliveries().unknown());

  private final OutletBoard board;
  private final Set<String> outlets;

  OutletMetrics(OutletBoard board, Set<String> outlets) {
    this.board = board;
    this.outlets = Set.copyOf(outlets);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String outlet : outlets) {
      gauge(MetricNames.OUTLET_UP, outlet, OutletMetrics::up).register(registry);
      gauge(MetricNames.OUTLET_WAITING, outlet, view -> view.deliveries().waiting())
          .register(registry);
      STATES.forEach(
          (state, count) ->
              gauge(MetricNames.OUTLET_DELIVERIES, outlet, count)
                  .tag("state", state)
                  .register(registry));
    }
  }

  private Gauge.Builder<OutletBoard> gauge(
      String name, String outlet, ToDoubleFunction<View> value) {
    return Gauge.builder(
            name, board, b -> b.lately(outlet).map(value::applyAsDouble).orElse(Double.NaN))
        .tag("outlet", outlet);
  }

  private static double up(View view) {
    if (view.found() == null) {
      return Double.NaN;
    }
    return view.found().good() ? 1 : 0;
  }
}
