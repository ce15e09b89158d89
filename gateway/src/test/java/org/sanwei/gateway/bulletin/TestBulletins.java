package org.sanwei.gateway.bulletin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Signer;
import org.sanwei.crypto.Verifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.key.StatementVerifier;
import org.sanwei.gateway.TestClock;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.Releasable;
import org.sanwei.routes.release.SmsRules;
import org.sanwei.routes.release.WecomRules;

/** Bulletins over a desk's real database, with a clock whose hands a test moves. */
final class TestBulletins {
  static final OutletName SMS = new OutletName("sms");
  static final OutletName WECOM = new OutletName("wecom");
  static final BulletinRules RULES =
      new BulletinRules(
          SMS, SmsRules.usual("泰山市值班室"), WECOM, WecomRules.usual(), Duration.ofHours(2));

  /** One message as the broker got it. */
  record Sent(String address, byte[] sealed) {}

  final TestDesk desk = new TestDesk();
  final TestClock clock = new TestClock(Samples.NOON);
  final List<Sent> broker = new ArrayList<>();
  final EpochKeys epochs;
  final Signer signer;
  final Verifier verifier;
  final Outbox outbox;
  final OutboxRelay relay;
  final RecipientBook book;
  final Bulletins bulletins;
  final Releases releases;
  final JdbcReceipts receipts;
  final JdbcDeliveryBook deliveries;
  final Person drafter = person("drafter", "孙拟", Role.INFORMATION_EDITOR);
  final Person reviewer = person("reviewer", "周审", Role.DUTY_OFFICER);
  final Person leader = person("leader", "吴签", Role.DUTY_LEADER);
  final RecipientBook.Leader mayor;
  final RecipientBook.Leader secretary;

  TestBulletins() {
    SecureRandom random = new SecureRandom();
    PersonalKey key = PersonalKey.create("release", clock.instant(), Duration.ofDays(1), random);
    signer = key.signer(clock, random);
    verifier = new StatementVerifier(List.of(key.certificate()));
    epochs = epochs(random);
    outbox = new Outbox(desk.jdbc, epochs, clock);
    book = new RecipientBook(desk.jdbc, Samples.UNIT);
    Signing signing = new Signing(desk.jdbc, signer, outbox, book, RULES, TestDesk.SETTINGS);
    bulletins =
        new Bulletins(
            desk.jdbc,
            desk.transaction,
            TestBulletins::judge,
            signing,
            book,
            desk.ledger,
            id -> {},
            RULES,
            TestDesk.SETTINGS,
            clock,
            random);
    releases =
        new Releases(
            desk.jdbc,
            desk.transaction,
            this::judgeToday,
            signing,
            verifier,
            desk.ledger,
            id -> {},
            TestDesk.SETTINGS,
            clock);
    receipts = new JdbcReceipts(desk.jdbc, desk.transaction, desk.ledger, id -> {}, clock);
    deliveries =
        new JdbcDeliveryBook(
            desk.jdbc, desk.transaction, outbox, receipts, desk.ledger, id -> {}, clock);
    relay =
        new OutboxRelay(
            outbox,
            (address, body, item) -> broker.add(new Sent(address, body)),
            LineFit.ANY,
            desk.transaction,
            desk.ledger);
    mayor = book.put("郑市长", "市长", "13800138001", "zheng");
    secretary = book.put("王书记", "书记", "13800138002", "wang");
  }

  private EpochKeys epochs(SecureRandom random) {
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "keys-");
      return EpochKeys.open(
          directory.resolve("epochs"),
          MasterKey.createFile(directory.resolve("master"), random),
          Duration.ofMinutes(10),
          clock,
          random);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words that a policy of a later day holds. */
  String heldFromNowOn = "";

  private Verdict judgeToday(Content content, org.sanwei.config.judge.Arrival arrival) {
    boolean held =
        !heldFromNowOn.isEmpty()
            && content.parts().stream().anyMatch(part -> part.text().contains(heldFromNowOn));
    return held
        ? verdict(Outcome.HELD, "suspect", Sensitivity.PUBLIC, "rule-of-today")
        : judge(content, arrival);
  }

  /** A policy of three words. */
  static Verdict judge(Content content, org.sanwei.config.judge.Arrival arrival) {
    StringBuilder all = new StringBuilder();
    content.parts().forEach(part -> all.append(part.text()).append('\n'));
    if (all.indexOf("机密★") >= 0) {
      return verdict(Outcome.CLASSIFIED, "mark", Sensitivity.SECRET, "mark-secret");
    }
    if (all.indexOf("密电") >= 0) {
      return verdict(Outcome.HELD, "suspect", Sensitivity.PUBLIC, "cipher-telegram");
    }
    if (all.indexOf("内部事项") >= 0) {
      return verdict(Outcome.OPEN, "none", Sensitivity.WORK_SECRET, "work-secret");
    }
    return new Verdict(Outcome.OPEN, "none", Label.BOTTOM, Samples.POLICY, List.of());
  }

  private static Verdict verdict(
      Outcome outcome, String reason, Sensitivity sensitivity, String rule) {
    return new Verdict(
        outcome,
        reason,
        new Label(sensitivity, Urgency.NONE, null),
        Samples.POLICY,
        List.of(new Evidence(rule, "body", 0, 2, "")));
  }

  ArrivalId item(String subject, Sensitivity sensitivity) {
    Reception reception = Samples.reception();
    desk.register.settle(Samples.open(reception, subject, "正文"));
    desk.jdbc
        .sql("update item set sensitivity = ? where arrival_id = ?")
        .params(sensitivity.name(), reception.id().hex())
        .update();
    return reception.id();
  }

  /** Somebody with a post and no password: these tests do not log in, and hashing one is slow. */
  Person person(String login, String name, Role role) {
    desk.jdbc
        .sql("insert into person (unit, login, name, role, password) values (?, ?, ?, ?, '-')")
        .params(Samples.UNIT, login, name, role.name())
        .update();
    return desk.people.find(login).orElseThrow();
  }

  static Words words(String text) {
    return new Words("汛情速报", text, text);
  }

  Bulletins.Draft draft(String text, ArrivalId... sources) {
    return new Bulletins.Draft(words(text), List.of(sources), List.of(mayor.id(), secretary.id()));
  }

  static Bulletin done(Acted acted) {
    assertThat(acted).isInstanceOf(Acted.Done.class);
    return ((Acted.Done) acted).now();
  }

  static Refusal why(Acted acted) {
    assertThat(acted).isInstanceOf(Acted.Refused.class);
    return ((Acted.Refused) acted).why();
  }

  Bulletin reviewed(Bulletins.Draft draft) {
    Bulletin drafted = done(bulletins.draft(drafter, draft));
    done(bulletins.submit(drafter, drafted.id(), drafted.version()));
    return done(bulletins.review(reviewer, drafted.id(), drafted.version()));
  }

  Bulletin signed(String text) {
    Bulletin reviewed = reviewed(draft(text));
    return done(bulletins.sign(leader, reviewed.id(), reviewed.version()));
  }

  Releases.View released(Bulletin bulletin) {
    List<Releases.View> all = releases.of(leader, bulletin.id());
    return all.get(all.size() - 1);
  }

  /** Opens what the broker got, as the outlet's process would. */
  Releasable arrived(Sent sent) {
    byte[] statement = ((Opened.Message) epochs.open(sent.sealed())).body();
    Releasable.Outcome outcome = Releasable.verify(statement, verifier, clock);
    assertThat(outcome).isInstanceOf(Releasable.Granted.class);
    return ((Releasable.Granted) outcome).releasable();
  }

  List<LedgerEvent> ledger() {
    return desk.ledger.page(null, 200);
  }

  List<LedgerEvent.Step> steps() {
    return ledger().stream().map(LedgerEvent::step).toList();
  }

  DeliveryState state(UUID release, OutletName outlet, RecipientBook.Leader to) {
    return delivery(release, outlet, to).state();
  }

  Releases.Delivery delivery(UUID release, OutletName outlet, RecipientBook.Leader to) {
    return releases.find(leader, release).orElseThrow().deliveries().stream()
        .filter(d -> d.outlet().equals(outlet.value()) && d.recipient().equals(to.id()))
        .findFirst()
        .orElseThrow();
  }
}
