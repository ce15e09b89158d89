package org.sanwei.routes.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanwei.routes.sms.Inbound;

class SmppOutletTest implements OutletContract {
  private final List<DeliveryReceipts.Receipt> receipts = new CopyOnWriteArrayList<>();
  private volatile boolean bookClosed;
  private SmscProvider smsc = new SmscProvider();
  private final SmppOutlet outlet = outlet(false);

  private SmppOutlet outlet(boolean tls) {
    return new SmppOutlet(
        new OutletName("sms"),
        new SmppSettings(
            "127.0.0.1",
            smsc.port,
            tls,
            "sanwei",
            "pass",
            "10690000",
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            SmsRules.usual("值班")),
        this::write,
        Inbound.NOBODY,
        Releases.CLOCK,
        new Random(7));
  }

  private void write(DeliveryReceipts.Receipt receipt) {
    if (bookClosed) {
      throw new IllegalStateException("the book is closed");
    }
    receipts.add(receipt);
  }

  @BeforeEach
  void awaitBound() {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(outlet::bound);
  }

  @AfterEach
  void end() {
    outlet.close();
    smsc.close();
  }

  @Override
  public Outlet outlet() {
    return outlet;
  }

  @Override
  public Provider provider() {
    return smsc;
  }

  @Override
  public void providerGone() {
    smsc.close();
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !outlet.bound());
  }

  @Test
  void aLongTextGoesOutInPartsThatJoinToIt() {
    // given
    String text = "【值班】（演练）" + "汛".repeat(140);
    Releasable release = Releases.granted(Releases.release("sms").text(text).build());

    // when
    SendResult result = outlet.send(release, Releases.ZHANG);

    // then
    assertThat(result).isEqualTo(new SendResult.Accepted(List.of("msg-1", "msg-2", "msg-3")));
    assertThat(smsc.phone(Releases.ZHANG.address())).containsExactly(text);
    assertThat(smsc.taken)
        .allSatisfy(
            part -> {
              assertThat(part.body()).hasSizeLessThanOrEqualTo(140);
              assertThat(part.udh()).isTrue();
              assertThat(part.coding()).isEqualTo((byte) 8);
              assertThat(part.registered()).isEqualTo((byte) 1);
              assertThat(part.from()).isEqualTo("10690000");
            });
    assertThat(smsc.taken)
        .extracting(part -> part.body()[3])
        .containsOnly(smsc.taken.get(0).body()[3]);
  }

  @Test
  void aLaterPartThatIsRefusedForNowIsTriedAgainUntilItIsTaken() {
    // given: the first part is taken, then two refusals
    smsc.mood(1, Provider.Mood.REFUSES_FOR_NOW, 2);

    // when
    SendResult result = outlet.send(longRelease(), Releases.ZHANG);

    // then
    assertThat(result).isInstanceOf(SendResult.Accepted.class);
    assertThat(smsc.phone(Releases.ZHANG.address()))
        .containsExactly(longRelease().release().text());
  }

  @Test
  void aLaterPartThatIsRefusedForGoodLeavesItUnknown() {
    // given
    smsc.mood(1, Provider.Mood.REFUSES_FOR_GOOD, 0);

    // when
    SendResult result = outlet.send(longRelease(), Releases.ZHANG);

    // then
    assertThat(result).isEqualTo(new SendResult.Unknown("segments-1-of-2-then-smpp-0x0b"));
  }

  @Test
  void aReceiptIsHandedOverAndAnswered() throws Exception {
    // given
    outlet.send(release(), Releases.ZHANG);

    // when
    smsc.bringReceipt("msg-1", "DELIVRD");
    smsc.bringReceipt("msg-2", "MA:0001");

    // then
    assertThat(receipts)
        .containsExactly(
            new DeliveryReceipts.Receipt(outlet.name(), "msg-1", "DELIVRD", Releases.NOW),
            new DeliveryReceipts.Receipt(outlet.name(), "msg-2", "MA:0001", Releases.NOW));
  }

  @Test
  void aReceiptThatCannotBeRecordedIsAskedForAgain() throws Exception {
    // given
    bookClosed = true;

    // then
    assertThatThrownBy(() -> smsc.bringReceipt("msg-1", "DELIVRD"))
        .isInstanceOfSatisfying(
            NegativeResponseException.class,
            refused ->
                assertThat(refused.getCommandStatus()).isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN));
    bookClosed = false;
    smsc.bringReceipt("msg-1", "DELIVRD");
    assertThat(receipts).hasSize(1);
  }

  @Test
  void aTextThatSomebodySendsBackIsRefused() {
    assertThatThrownBy(() -> smsc.bringText("hello")).isInstanceOf(NegativeResponseException.class);
    assertThat(receipts).isEmpty();
  }

  @Test
  void afterALossItBindsAgainByItself() {
    // given
    providerGone();

    // when
    smsc = new SmscProvider(smsc.port);

    // then
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(outlet::bound);
    assertThat(outlet.send(release(), Releases.ZHANG)).isInstanceOf(SendResult.Accepted.class);
  }

  @Test
  void askedForTlsItNeverSpeaksInTheClear() {
    // given: an SMSC that knows no TLS
    int bound = smsc.sessions.size();

    // when
    try (SmppOutlet strict = outlet(true)) {
      Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> smsc.strangers.get() > 0);

      // then
      assertThat(strict.bound()).isFalse();
      assertThat(smsc.sessions).hasSize(bound);
      assertThat(strict.send(release(), Releases.ZHANG))
          .isEqualTo(new SendResult.Refused("smpp-not-bound", true));
    }
  }

  private static Releasable longRelease() {
    return Releases.granted(Releases.release("sms").text("【值班】（演练）" + "水".repeat(100)).build());
  }
}
