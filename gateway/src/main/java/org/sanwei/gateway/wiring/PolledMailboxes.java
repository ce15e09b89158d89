package org.sanwei.gateway.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.mail.MailChannel;
import org.sanwei.routes.queue.LargeTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The channels that are mailboxes: polled from after the routes' start until before their stop. */
final class PolledMailboxes implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(PolledMailboxes.class);

  /** What a mail takes of the heap at its most, measured with attachments (ADR 0017). */
  private static final int TIMES_ITS_SIZE = 20;

  private final Setup setup;
  private final Intake intake;
  private final LargeIntake large;
  private final LargeTurn turns;
  private final Clock clock;
  private final List<MailChannel> running = new ArrayList<>();

  PolledMailboxes(Setup setup, Intake intake, LargeIntake large, LargeTurn turns, Clock clock) {
    this.setup = setup;
    this.intake = intake;
    this.large = large;
    this.turns = turns;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    Path cursors = setup.data().resolve("mail");
    for (ChannelConfig channel : setup.config().channels().values()) {
      if (channel.source() instanceof Imap imap) {
        MailChannel mailbox =
            new MailChannel(
                channel.name(),
                bounded(channel.name(), imap),
                setup.config().zone(),
                cursors,
                intake,
                large,
                turns,
                clock);
        mailbox.start();
        running.add(mailbox);
      }
    }
  }

  /** A mail that this heap cannot bear would end the gateway, and come again at its next start. */
  private static Imap bounded(String channel, Imap imap) {
    long bearable = Runtime.getRuntime().maxMemory() / TIMES_ITS_SIZE;
    if (imap.mailBytes() <= bearable) {
      return imap;
    }
    LOG.warn(
        "channel {}: mails over {} bytes are not read here, for 'mailBytes' of {} needs a heap"
            + " of {} times as much (-Xmx)",
        channel,
        bearable,
        imap.mailBytes(),
        TIMES_ITS_SIZE);
    return new Imap(
        imap.server(),
        imap.tls(),
        imap.user(),
        imap.password(),
        imap.folder(),
        imap.processed(),
        imap.pollEvery(),
        imap.since(),
        bearable,
        imap.exactSizes());
  }

  @Override
  public synchronized void stop() {
    running.forEach(MailChannel::close);
    running.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !running.isEmpty();
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 9_000;
  }
}
