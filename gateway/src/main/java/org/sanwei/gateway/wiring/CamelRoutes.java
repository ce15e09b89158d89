package org.sanwei.gateway.wiring;

import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the routes once everything they end at is there, before the web server takes posts; stops
 * them after it, before the broker and the database.
 */
final class CamelRoutes implements SmartLifecycle {
  private final DefaultCamelContext context;
  private final Progress progress;

  CamelRoutes(DefaultCamelContext context, Progress progress) {
    this.context = context;
    this.progress = progress;
    context.getShutdownStrategy().setTimeout(20);
    context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
    context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
  }

  CamelContext context() {
    return context;
  }

  @Override
  public void start() {
    progress.at("启动各通道", "starting the channels");
    context.start();
  }

  @Override
  public void stop() {
    context.stop();
  }

  @Override
  public boolean isRunning() {
    return context.isStarted();
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 10_000;
  }
}
