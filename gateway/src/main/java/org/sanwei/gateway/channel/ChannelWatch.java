package org.sanwei.gateway.channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that is done about channels every half minute. What fails is done the next time. */
public final class ChannelWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelWatch.class);

  private final SilenceWatch silence;
  private final Probes probes;
  private final Faults faults;
  private final ChannelRows rows;

  public ChannelWatch(SilenceWatch silence, Probes probes, Faults faults, ChannelRows rows) {
    this.silence = silence;
    this.probes = probes;
    this.faults = faults;
    this.rows = rows;
  }

  @Override
  public void run() {
    attempt("silence", silence::look);
    attempt("probes", probes::look);
    attempt("faults", () -> faults.write(rows));
  }

  /** What is done every few seconds while probes are under way. */
  public void soon() {
    attempt("lines", probes::takeOffSoon);
  }

  private static void attempt(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.warn("the watch over channels: {} comes again: {}", what, e.getClass().getSimpleName());
    }
  }
}
