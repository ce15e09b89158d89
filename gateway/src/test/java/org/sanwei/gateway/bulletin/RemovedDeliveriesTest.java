package org.sanwei.gateway.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.bulletin.TestBulletins.SMS;
import static org.sanwei.gateway.bulletin.TestBulletins.WECOM;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.SmsRules;
import org.sanwei.routes.release.WecomRules;

class RemovedDeliveriesTest {
  private final TestBulletins office = new TestBulletins();
  private final RemovedDeliveries removed =
      new RemovedDeliveries(
          office.desk.jdbc, office.desk.transaction, office.desk.ledger, office.clock);
  private final UUID release = office.released(office.signed("三处河段超警。")).id();

  @Test
  void whatWasNeverTriedFailsAndWhatMayHaveGoneIsUnknown() {
    office
        .desk
        .jdbc
        .sql(
            "update delivery set state = 'SENDING', attempt = 1 where outlet = ? and recipient = ?")
        .params(WECOM.value(), office.mayor.id())
        .update();
    assertThat(removed.outlets(Set.of(SMS.value()))).containsExactly(WECOM.value());

    int ended = removed.end(WECOM.value());

    assertThat(ended).isEqualTo(2);
    assertThat(office.state(release, WECOM, office.mayor)).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(office.state(release, WECOM, office.secretary)).isEqualTo(DeliveryState.FAILED);
    assertThat(office.delivery(release, WECOM, office.secretary).code())
        .isEqualTo("outlet-removed");
    assertThat(office.ledger())
        .filteredOn(event -> event.step() == Step.DELIVERY_ENDED)
        .extracting(LedgerEvent::facts)
        .allSatisfy(facts -> assertThat(facts).containsEntry("code", "outlet-removed"))
        .hasSize(2);
  }

  @Test
  void theOtherOutletIsNotTouchedAndNothingGoesToTheOneThatIsGone() {
    removed.end(WECOM.value());
    removed.end(WECOM.value());

    office.relay.relay();

    assertThat(office.broker)
        .extracting(TestBulletins.Sent::address)
        .containsExactly(SMS.address());
    assertThat(office.state(release, SMS, office.mayor)).isEqualTo(DeliveryState.QUEUED);
    assertThat(removed.outlets(Set.of(SMS.value()))).isEmpty();
    assertThat(office.outbox.epochsWaiting()).as("no key is kept for it").isEmpty();
  }

  @Test
  void nobodySendsAgainByAnOutletThatIsGone() {
    removed.end(WECOM.value());
    BulletinRules renamed =
        new BulletinRules(
            SMS,
            SmsRules.usual("泰山市值班室"),
            new OutletName("wecom-new"),
            WecomRules.usual(),
            Duration.ofHours(2));
    Releases now =
        new Releases(
            office.desk.jdbc,
            office.desk.transaction,
            TestBulletins::judge,
            new Signing(
                office.desk.jdbc,
                office.signer,
                office.outbox,
                office.book,
                renamed,
                TestDesk.SETTINGS),
            office.verifier,
            office.desk.ledger,
            id -> {},
            TestDesk.SETTINGS,
            office.clock);

    Releases.Resent resent =
        now.resend(office.leader, release, WECOM.value(), office.secretary.id());

    assertThat(resent).isEqualTo(new Releases.Resent.Not(Refusal.OUTLET_REMOVED));
  }
}
