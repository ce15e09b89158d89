package org.sanwei.routes.intake.mail;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.sanwei.config.policy.ChannelConfig.Imap;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceTrouble;
import org.sanwei.routes.queue.LargeTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One mailbox with the thread that polls it. */
public final class MailChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MailChannel.class);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final String channel;
  private final Duration pollEvery;
  private final ImapMailboxes mailboxes;
  private final MailPoll poll;
  private final ExecutorService polling;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final SourceTrouble listener;
  private String trouble = "";

  /**
   * @param cursors the directory of the gateway's own places in mailboxes
   * @param zone in which {@code since} is a day
   * @param large for mails over {@code mailBytes}; what is over its limit too is left where it is
   * @param turns in which mails of some size are taken over
   * @param listener told when looks begin to fail or mails wait for the disk, and when all is well
   */
  public MailChannel(
      String channel,
      Imap imap,
      ZoneId zone,
      Path cursors,
      Intake intake,
      LargeIntake large,
      LargeTurn turns,
      SourceTrouble listener,
      Clock clock) {
    this.channel = channel;
    this.listener = listener;
    this.pollEvery = imap.pollEvery();
    this.mailboxes = new ImapMailboxes(imap, CONNECT, ANSWER, clock);
    this.poll =
        new MailPoll(
            channel,
            imap,
            zone,
            mailboxes,
            new CursorFile(channel, cursors),
            new MailTaker(channel, imap, intake, large, clock),
            turns,
            clock);
    this.polling =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(task, "mail-" + channel);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Polls from now on, with a pause after each look that left nothing to take. */
  public void start() {
    polling.execute(this::run);
  }

  private void run() {
    long pause = 0;
    try {
      boolean more = false;
      while (!stop.await(more ? 0 : pause, TimeUnit.MILLISECONDS)) {
        more = look();
        pause = pollEvery.toMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      mailboxes.close();
    }
  }

  /** Never throws: what fails is tried again at the next look. Said once for each kind. */
  private boolean look() {
    String now = "";
    boolean more = false;
    try {
      more = poll.look();
      now = poll.trouble();
    } catch (MailboxLost e) {
      now = String.valueOf(e.getMessage());
    } catch (Throwable e) {
      // Whatever it was, nobody else would poll. By its class: its text may quote a mail.
      now = e.getClass().getSimpleName();
    }
    if (!now.equals(trouble)) {
      if (now.isEmpty()) {
        LOG.info("channel {}: the mailbox is read again", channel);
      } else {
        LOG.warn("channel {}: mail is not taken now: {}", channel, now);
      }
      trouble = now;
      listener.changed(channel, !now.isEmpty());
    }
    return more;
  }

  /** Stops after the mail in hand, within 20 seconds; what was not finished comes again. */
  @Override
  public void close() {
    stop.countDown();
    polling.shutdown();
    try {
      if (!polling.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("channel {}: a mail was in hand at the end; it comes again", channel);
        polling.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
