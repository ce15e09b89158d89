package org.sanwei.gateway.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.OutletConfig;
import org.sanwei.config.policy.ReceiptConfig;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.gateway.channel.IntakeStatusController;
import org.sanwei.gateway.channel.PostStatus;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.LiveRows;
import org.sanwei.gateway.desk.ResendDesk;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.reply.JdbcReplyBudget;
import org.sanwei.gateway.reply.NoticeBook;
import org.sanwei.gateway.reply.NoticeRelay;
import org.sanwei.gateway.reply.NoticeState;
import org.sanwei.gateway.reply.PostedNotices;
import org.sanwei.gateway.reply.ReplyErasure;
import org.sanwei.gateway.reply.ResendInterface;
import org.sanwei.gateway.reply.Resends;
import org.sanwei.gateway.web.Stream;
import org.sanwei.routes.release.SmppOutlet;
import org.sanwei.routes.reply.NoticeSender;
import org.sanwei.routes.reply.NoticeStep;
import org.sanwei.routes.reply.ReturnBook;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.transaction.support.TransactionTemplate;

/** Receipts to senders, and asking them to send again. */
@Configuration(proxyBeanMethods = false)
class ReplyWiring {
  /** 50 MB on the disk at most, shared out among the channels that give receipts. */
  private static final int MOST_ADDRESSES = 100_000;

  private static final Duration RELAY_EVERY = Duration.ofSeconds(1);
  private static final Duration ERASE_EVERY = Duration.ofMinutes(1);

  /** The channels that give receipts, by name. */
  record Receipts(Map<String, ReceiptConfig> channels) {}

  @Bean
  Receipts receipts(Setup setup) {
    Map<String, ReceiptConfig> channels = new HashMap<>();
    for (ChannelConfig channel : setup.config().channels().values()) {
      if (channel.receipt() != null) {
        channels.put(channel.name(), channel.receipt());
      }
    }
    return new Receipts(Map.copyOf(channels));
  }

  @Bean(destroyMethod = "close")
  ReplyFiles replyFiles(Setup setup, MasterKey master, SecureRandom random, Receipts receipts)
      throws IOException {
    return ReplyFiles.open(
        setup.data().resolve("replies"),
        receipts.channels().keySet(),
        MOST_ADDRESSES,
        master,
        random);
  }

  @Bean
  ReturnBook returnBook(ReplyFiles files, Receipts receipts, Setup setup) {
    Map<String, ReceiptConfig.Way> ways = new HashMap<>();
    Set<String> ours = new HashSet<>();
    receipts
        .channels()
        .forEach(
            (channel, config) -> {
              ways.put(channel, config.way());
              if (config.mail() != null) {
                ours.addAll(config.mail().never());
              }
            });
    for (OutletConfig outlet : setup.config().outlets().values()) {
      if (outlet instanceof OutletConfig.Smpp smpp) {
        ours.add(smpp.sourceAddress());
      }
    }
    return new ReturnBook(files.byChannel(), ways, ours);
  }

  @Bean
  NoticeStep noticeStep(
      ReturnBook book,
      Receipts receipts,
      Setup setup,
      SmppOutlet outlet,
      JdbcClient jdbc,
      TransactionTemplate transaction,
      IdentityKey identityKey,
      Clock clock) {
    Map<String, NoticeSender> senders = new HashMap<>();
    receipts
        .channels()
        .forEach(
            (channel, config) -> {
              if (setup.config().shadow()) {
                senders.put(channel, NoticeSender.shadow());
              } else if (config.mail() != null) {
                senders.put(
                    channel,
                    NoticeSender.mail(
                        config.mail(), setup.config().zone(), setup.sandbox(), clock));
              } else if (config.way() == ReceiptConfig.Way.SMS) {
                senders.put(
                    channel, NoticeSender.sms(outlet, setup.config().zone(), setup.sandbox()));
              }
            });
    return new NoticeStep(
        book,
        senders,
        new JdbcReplyBudget(jdbc, transaction, receipts.channels(), clock),
        identityKey);
  }

  @Bean
  NoticeBook noticeBook(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Ledger ledger,
      Stream stream,
      Receipts receipts,
      Clock clock) {
    return new NoticeBook(
        jdbc, transaction, ledger, new LiveRows(stream), receipts.channels(), clock);
  }

  @Bean(destroyMethod = "close")
  NoticeRelay noticeRelay(NoticeBook book, NoticeStep step, Clock clock) {
    NoticeRelay relay = new NoticeRelay(book, step, clock);
    relay.start(RELAY_EVERY);
    return relay;
  }

  @Bean
  ReplyErasure replyErasure(
      ReturnBook book, JdbcClient jdbc, Receipts receipts, Clock clock, TaskScheduler scheduler) {
    ReplyErasure erasure = new ReplyErasure(book, jdbc, receipts.channels(), clock);
    scheduler.scheduleWithFixedDelay(erasure, clock.instant().plus(ERASE_EVERY), ERASE_EVERY);
    return erasure;
  }

  @Bean
  ResendDesk resends(
      JdbcClient jdbc,
      TransactionTemplate transaction,
      Inbox inbox,
      NoticeBook book,
      NoticeStep step,
      Receipts receipts,
      Ledger ledger,
      Stream stream) {
    return new Resends(
        jdbc,
        transaction,
        inbox,
        book,
        step::unreachable,
        receipts.channels().keySet(),
        ledger,
        new LiveRows(stream));
  }

  @Bean
  ResendInterface resendInterface(Inbox inbox, ResendDesk resends) {
    return new ResendInterface(inbox, resends);
  }

  @Bean
  PostStatus postStatus(ReturnBook book, NoticeStep step, NoticeBook notices, JdbcClient jdbc) {
    return new PostedNotices(book, step, notices, jdbc);
  }

  @Bean
  IntakeStatusController intakeStatus(Setup setup, PostStatus posts, Clock clock) {
    return new IntakeStatusController(setup.config().integrators(), posts, clock);
  }

  /** What was not sent, and why, stands with each item; how much of it, here. */
  @Bean
  MeterBinder noticeCounters(NoticeRelay relay) {
    return registry -> {
      for (NoticeState end :
          List.of(
              NoticeState.SENT, NoticeState.FAILED, NoticeState.UNKNOWN, NoticeState.WITHHELD)) {
        FunctionCounter.builder("sanwei.notices", relay, r -> r.ended(end))
            .tag("result", end.name().toLowerCase(Locale.ROOT))
            .description("receipts and requests to senders, since the start")
            .register(registry);
      }
    };
  }
}
