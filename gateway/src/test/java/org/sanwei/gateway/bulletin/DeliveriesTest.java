package org.sanwei.gateway.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sanwei.gateway.bulletin.TestBulletins.SMS;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.release.DeliveryBook;
import org.sanwei.routes.release.DeliveryReceipts.Receipt;
import org.sanwei.routes.release.Recipient;
import org.sanwei.routes.release.Release;
import org.sanwei.routes.release.SendResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The book of deliveries and its receipts, crash by crash. */
class DeliveriesTest {
  private final TestBulletins office = new TestBulletins();
  private final JdbcDeliveryBook book = office.deliveries;
  private final Release release = letOut();
  private final Recipient mayor =
      release.recipients().stream()
          .filter(r -> r.id().equals(office.mayor.id().toString()))
          .findFirst()
          .orElseThrow();

  private Release letOut() {
    ArrivalId source = office.item("水情", Sensitivity.PUBLIC);
    Bulletin reviewed = office.reviewed(office.draft("三处河段超警。", source));
    TestBulletins.done(office.bulletins.sign(office.leader, reviewed.id(), reviewed.version()));
    office.relay.relay();
    return office.broker.stream()
        .map(sent -> office.arrived(sent).release())
        .filter(sent -> sent.outlet().equals(SMS))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsSentOfABulletinOneOfWhoseSourcesWasRaised() {
    // given: as a raise leaves it
    office.desk.jdbc.sql("delete from item_part").update();
    office
        .desk
        .jdbc
        .sql(
            "update item set outcome = 'HELD', line = 'default', subject = null, sender = null,"
                + " opening = null, salt = null")
        .update();

    // when
    DeliveryBook.Begun begun = book.begin(release, mayor);

    // then
    assertThat(begun).isEqualTo(new DeliveryBook.Done());
    assertThat(state()).isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void sendingIsWrittenBeforeAndTheResultAfter() {
    // when
    DeliveryBook.Begun begun = book.begin(release, mayor);
    DeliveryState between = state();
    book.end(release, mayor, 1, new SendResult.Accepted(List.of("m1")));

    // then
    assertThat(begun).isEqualTo(new DeliveryBook.Go(1));
    assertThat(between).isEqualTo(DeliveryState.SENDING);
    assertThat(state()).isEqualTo(DeliveryState.ACCEPTED);
    assertThat(office.steps()).contains(Step.DELIVERY_STARTED, Step.DELIVERY_ENDED);
    assertThat(book.begin(release, mayor)).isEqualTo(new DeliveryBook.Done());
  }

  @Test
  void aRedeliveryThatFindsSendingLeavesItUnknownAndStaysSo() {
    // given: the process died between the two entries
    book.begin(release, mayor);

    // when
    DeliveryBook.Begun again = book.begin(release, mayor);

    // then
    assertThat(again).isEqualTo(new DeliveryBook.LeftUnknown());
    assertThat(state()).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(book.begin(release, mayor)).isEqualTo(new DeliveryBook.Done());
  }

  @Test
  void aLateResultReplacesTheUnknownOfItsOwnAttemptOnly() {
    // given: another gateway found SENDING while the first still waited for an answer
    book.begin(release, mayor);
    book.begin(release, mayor);

    // when
    book.end(release, mayor, 7, new SendResult.Refused("other", false));
    DeliveryState afterAStranger = state();
    book.end(release, mayor, 1, new SendResult.Accepted(List.of("m1")));
    book.end(release, mayor, 1, new SendResult.Refused("twice", false));

    // then
    assertThat(afterAStranger).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(state()).isEqualTo(DeliveryState.ACCEPTED);
  }

  @Test
  void whatIsPutOffComesBackWhenItIsDueAndOnlyOnce() {
    // given
    office.broker.clear();
    putOff(mayor);
    putOff(other());

    // when
    int before = office.relay.relay();
    office.clock.passes(Duration.ofSeconds(6));
    int after = office.relay.relay();

    // then
    assertThat(before).isZero();
    assertThat(after).isEqualTo(1);
    assertThat(office.arrived(office.broker.get(0)).release()).isEqualTo(release);
    assertThat(book.begin(release, mayor)).isEqualTo(new DeliveryBook.Go(2));
  }

  private void putOff(Recipient to) {
    book.begin(release, to);
    book.putOff(release, to, 1, "smpp-0x58", office.clock.instant().plusSeconds(5));
  }

  private Recipient other() {
    return release.recipients().stream().filter(r -> !r.equals(mayor)).findFirst().orElseThrow();
  }

  @Test
  void anExpiredReleaseFailsWhatWaitsAndLeavesWhatWasBegunUnknown() {
    // given
    book.begin(release, mayor);

    // when
    book.refuse(release, "expired");

    // then
    assertThat(state()).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(office.state(release.id(), SMS, office.secretary)).isEqualTo(DeliveryState.FAILED);
  }

  @Test
  void itIsDeliveredWhenAllSegmentsAre() {
    // given
    book.begin(release, mayor);
    book.end(release, mayor, 1, new SendResult.Accepted(List.of("m1", "m2")));

    // when
    receipt("m1", "DELIVRD");
    DeliveryState half = state();
    receipt("m2", "ACCEPTD");
    receipt("m2", "DELIVRD");

    // then
    assertThat(half).isEqualTo(DeliveryState.ACCEPTED);
    assertThat(state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void oneSegmentThatIsLostFailsIt() {
    // given
    book.begin(release, mayor);
    book.end(release, mayor, 1, new SendResult.Accepted(List.of("m1", "m2")));

    // when
    receipt("m1", "DELIVRD");
    receipt("m2", "UNDELIV");

    // then
    assertThat(state()).isEqualTo(DeliveryState.FAILED);
    assertThat(office.delivery(release.id(), SMS, office.mayor).code()).isEqualTo("UNDELIV");
  }

  @Test
  void aReceiptThatOvertakesItsSendCounts() {
    // given
    book.begin(release, mayor);

    // when
    receipt("m1", "DELIVRD");
    receipt("m1", "DELIVRD");
    book.end(release, mayor, 1, new SendResult.Accepted(List.of("m1")));

    // then
    assertThat(state()).isEqualTo(DeliveryState.DELIVERED);
  }

  @Test
  void whatIsUnknownIsSentAgainOnceWhenAPersonSaysSo() {
    // given
    book.begin(release, mayor);
    book.begin(release, mayor);
    office.broker.clear();

    // when
    Releases.Resent first = resend();
    Releases.Resent second = resend();
    office.relay.relay();

    // then
    UUID again = ((Releases.Resent.As) first).release();
    assertThat(second).isEqualTo(new Releases.Resent.Not(Refusal.NOT_RESENDABLE));
    assertThat(office.broker).hasSize(1);
    Release resent = office.arrived(office.broker.get(0)).release();
    assertThat(resent.id()).isEqualTo(again);
    assertThat(resent.replaces()).isEqualTo(release.id());
    assertThat(resent.text()).isEqualTo(release.text());
    assertThat(resent.recipients()).containsExactly(mayor);
    assertThat(office.ledger())
        .anyMatch(event -> release.id().toString().equals(event.facts().get("replaces")));
  }

  @Test
  void whatIsNotUnknownOrFailedIsNotSentAgain() {
    assertThat(resend()).isEqualTo(new Releases.Resent.Not(Refusal.NOT_RESENDABLE));
  }

  @Test
  void whatThePolicyOfTodayHoldsIsNotSentAgain() {
    // given
    book.begin(release, mayor);
    book.begin(release, mayor);
    office.broker.clear();
    office.heldFromNowOn = "超警";

    // when
    Releases.Resent resent = resend();
    office.relay.relay();

    // then
    assertThat(resent)
        .isEqualTo(new Releases.Resent.Not(Refusal.NO_LONGER_RELEASABLE, List.of("rule-of-today")));
    assertThat(office.broker).isEmpty();
    assertThat(state()).as("to be decided on later").isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void aNumberThatIsSomebodyElsesByNowIsNotSentToAgain() {
    // given
    book.begin(release, mayor);
    book.begin(release, mayor);
    office.broker.clear();
    office.book.put("郑市长", "市长", "13800138999", "zheng-new");

    // when
    Releases.Resent resent = resend();
    office.relay.relay();

    // then
    assertThat(resent).isEqualTo(new Releases.Resent.Not(Refusal.RECIPIENT_CHANGED));
    assertThat(office.broker).isEmpty();
    assertThat(state()).isEqualTo(DeliveryState.UNKNOWN);
  }

  @Test
  void whatComesFromAnItemThatWasRaisedIsNotSentAgain() {
    // given: signed when its source was public
    ArrivalId source = office.item("水情", Sensitivity.PUBLIC);
    Bulletin reviewed = office.reviewed(office.draft("两处河段超警。", source));
    Bulletin signed =
        TestBulletins.done(office.bulletins.sign(office.leader, reviewed.id(), reviewed.version()));
    office.broker.clear();
    office.relay.relay();
    Release out =
        office.broker.stream()
            .map(sent -> office.arrived(sent).release())
            .filter(sent -> sent.outlet().equals(SMS))
            .findFirst()
            .orElseThrow();
    Recipient to =
        out.recipients().stream()
            .filter(one -> one.id().equals(office.mayor.id().toString()))
            .findFirst()
            .orElseThrow();
    book.begin(out, to);
    book.begin(out, to);
    office
        .desk
        .jdbc
        .sql("update item set sensitivity = 'WORK_SECRET' where arrival_id = ?")
        .param(source.hex())
        .update();

    // when
    Releases.Resent resent =
        office.releases.resend(office.leader, out.id(), SMS.value(), office.mayor.id());

    // then
    assertThat(signed.state()).isEqualTo(BulletinState.SIGNED);
    assertThat(resent)
        .isEqualTo(new Releases.Resent.Not(Refusal.LABEL_ABOVE_OUTLET, List.of("工作秘密")));
  }

  private Releases.Resent resend() {
    return office.releases.resend(office.leader, release.id(), SMS.value(), office.mayor.id());
  }

  @Test
  void withTheDatabaseDownTheBookSaysSoWithoutARow() {
    // given: nobody listens there
    DriverManagerDataSource nowhere =
        new DriverManagerDataSource(
            "jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1", "a", "b");
    JdbcDeliveryBook down =
        new JdbcDeliveryBook(
            JdbcClient.create(nowhere),
            new TransactionTemplate(new JdbcTransactionManager(nowhere)),
            office.outbox,
            office.receipts,
            office.desk.ledger,
            id -> {},
            office.clock);

    // then
    assertThatThrownBy(() -> down.begin(release, mayor))
        .isInstanceOf(BookUnavailable.class)
        .hasNoCause()
        .hasMessageContaining("08001");
  }

  private void receipt(String id, String stat) {
    office.receipts.received(new Receipt(SMS, id, stat, office.clock.instant()));
  }

  private DeliveryState state() {
    return office.state(release.id(), SMS, office.mayor);
  }
}
