package org.sanwei.gateway.wiring;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.mail.MailChannel;
import org.springframework.context.SmartLifecycle;

/** The channels that are mailboxes: polled from after the routes' start until before their stop. */
final class PolledMailboxes implements SmartLifecycle {
  private final Setup setup;
  private final Intake intake;
  private final Clock clock;
  private final List<MailChannel> running = new ArrayList<>();

  PolledMailboxes(Setup setup, Intake intake, Clock clock) {
    this.setup = setup;
    this.intake = intake;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    Path cursors = setup.data().resolve("mail");
    for (ChannelConfig channel : setup.config().channels().values()) {
      if (channel.source() instanceof Imap imap) {
        MailChannel mailbox =
            new MailChannel(channel.name(), imap, setup.config().zone(), cursors, intake, clock);
        mailbox.start();
        running.add(mailbox);
      }
    }
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
