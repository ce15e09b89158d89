package org.sanwei.gateway.desk;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Gives what it is to do to the test, which does it, at once or never. */
public final class HandedOver extends AbstractExecutorService {
  private final Consumer<Runnable> test;

  public HandedOver(Consumer<Runnable> test) {
    this.test = test;
  }

  @Override
  public void execute(Runnable task) {
    test.accept(task);
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return true;
  }
}
