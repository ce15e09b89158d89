package org.sanwei.gateway.wiring;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.routes.guard.route.IntegratorContext;
import org.sanwei.routes.guard.route.IntegratorRoutes;
import org.sanwei.routes.guard.route.RouteMonitor;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.springframework.context.SmartLifecycle;

/**
 * Integrators' own routes while the gateway runs: started after our own, which must have been
 * proved together with them, and stopped before them.
 */
final class RunningIntegrators implements SmartLifecycle {
  /** Bytes as they are: the readers find out what they are. */
  private static final String ANY_BYTES = "application/octet-stream";

  /** Empty when there are no such routes. */
  private final Optional<IntegratorContext> context;

  private final CamelRoutes proven;
  private final GatewayConfig config;
  private final Intake intake;
  private final Clock clock;
  private volatile boolean running;

  RunningIntegrators(
      CamelRoutes proven,
      IntegratorRoutes routes,
      GatewayConfig config,
      Intake intake,
      ReleasedCopies copies,
      RouteMonitor.Vetoes vetoes,
      IntegratorContext.Lost lost,
      Clock clock) {
    this.proven = proven;
    this.config = config;
    this.intake = intake;
    this.clock = clock;
    context =
        routes.isEmpty()
            ? Optional.empty()
            : Optional.of(
                IntegratorContext.of(
                    routes, this::take, config.limits().bodyBytes(), vetoes, lost));
    context.ifPresent(running -> copies.tell(running::released));
  }

  private void take(String channel, List<String> source, byte[] body) {
    ChannelConfig to = config.channels().get(channel);
    if (to == null || body.length > config.limits().bodyBytes()) {
      // The file stays where it is: nothing is cut off or thrown away.
      throw new IllegalStateException("too large for an arrival, or a channel that is gone");
    }
    intake.accept(
        new Taken(
            channel,
            to.kind(),
            SourceIdentity.integrated(source),
            clock.instant(),
            ANY_BYTES,
            body));
  }

  @Override
  public void start() {
    if (!proven.isRunning()) {
      throw new IllegalStateException("our own routes start first");
    }
    context.ifPresent(IntegratorContext::start);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    context.ifPresent(IntegratorContext::close);
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 9_000;
  }
}
