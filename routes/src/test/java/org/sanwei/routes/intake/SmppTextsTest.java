package org.sanwei.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Outcome;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.release.DeliveryReceipts;
import org.sanwei.routes.sms.SmsBody;

/** Texts from a real SMS centre on loopback to a real broker, over sessions of a real outlet. */
class SmppTextsTest extends SmscAndBroker {
  @Test
  void aTextIsReadInItsAlphabetAndDurableWhenItIsAnswered() throws Exception {
    // when
    smsc.deliver(last(), FROM, 0, 0, HexFormat.of().parseHex("1b651b3c1b3e"));
    smsc.deliver(last(), FROM, 0, UCS2, utf16("堤坝𠀀"));
    smsc.deliver(last(), FROM, 0, 0x18, utf16("速看"));

    // then: nothing is waited for
    assertThat(broker().depth(Addresses.INTAKE)).isEqualTo(3);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactly("€[]", "堤坝𠀀", "速看");
    assertThat(reads())
        .allSatisfy(
            read -> {
              assertThat(read.sender()).isEqualTo(FROM);
              assertThat(unread(read)).isEmpty();
            });
    assertThat(arrivals()).extracting(RawArrival::channel).containsOnly("sms-in");
  }

  @Test
  void octetsThatAreNoTextAreHeldAndNotRefused() throws Exception {
    // given
    byte[] octets = "机密★10年".getBytes(StandardCharsets.UTF_8);

    // when
    smsc.deliver(last(), FROM, 0, 4, octets);
    smsc.deliver(last(), FROM, 0, 0x99, octets);
    smsc.deliver(last(), FROM, UDH, UCS2, HexFormat.of().parseHex("3005824575"));
    smsc.deliver(last(), FROM, 0, UCS2, new byte[0]);

    // then
    awaitArrivals(4);
    assertThat(reads())
        .allSatisfy(
            read -> {
              assertThat(unread(read)).isNotEmpty();
              assertThat(outcome(read)).isNotEqualTo(Outcome.OPEN);
            });
  }

  @Test
  void aLongTextMayStandInMessagePayload() throws Exception {
    // given
    String text = "汛".repeat(400);

    // when
    smsc.deliver(
        last(),
        FROM,
        0,
        UCS2,
        new byte[0],
        new OptionalParameter.Message_payload(text.getBytes(StandardCharsets.UTF_16BE)));

    // then
    assertThat(body(only())).isEqualTo(text);
  }

  @Test
  void theSameTextSentTwiceSaysTheSameAndNoSourceNamesIt() throws Exception {
    // when: a phone that sends a long text again counts on in its reference
    for (int i = 0; i < 2; i++) {
      smsc.deliver(last(), FROM, 0, UCS2, utf16("我处停电"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7 + i, 2, 1, "甲"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7 + i, 2, 2, "乙"));
    }
    awaitArrivals(4);

    // then
    assertThat(arrivals()).allMatch(RawArrival::unnamed);
    assertThat(arrivals())
        .extracting(arrival -> HexFormat.of().formatHex(SmsBody.fromJson(arrival.body()).said()))
        .satisfies(said -> assertThat(Set.copyOf(said)).hasSize(2));
  }

  @Test
  void aReceiptIsToldByItsClassAndNotByItsWords() throws Exception {
    // given
    String words = "id:17 sub:001 dlvrd:001 stat:DELIVRD err:000";

    // when
    smsc.deliver(last(), FROM, 0x04, 0, words.getBytes(StandardCharsets.US_ASCII));
    smsc.deliver(last(), FROM, 0, 1, words.getBytes(StandardCharsets.US_ASCII));

    // then
    assertThat(receipts).extracting(DeliveryReceipts.Receipt::providerId).containsExactly("17");
    ReadResult read = only();
    assertThat(body(read)).isEqualTo(words);
    assertThat(unread(read)).isEmpty();
  }

  @Test
  void aNoticeThatIsNoReceiptIsHeld() throws Exception {
    // when
    for (int esmClass : new int[] {0x04, 0x08, 0x10, 0x20}) {
      smsc.deliver(last(), FROM, esmClass, 1, "read".getBytes(StandardCharsets.US_ASCII));
    }

    // then
    awaitArrivals(4);
    assertThat(receipts).isEmpty();
    assertThat(reads())
        .allSatisfy(read -> assertThat(unread(read)).containsExactly("1:UNKNOWN_FORMAT"));
  }

  @Test
  void whileTheBrokerIsDownTheCentreKeepsItAndOnceItIsBackItIsTakenOnce() throws Exception {
    // given
    broker().close();

    // then
    for (byte[] body : List.of(utf16("险情"), part(false, 3, 2, 1, "甲"))) {
      assertThatThrownBy(() -> smsc.deliver(last(), FROM, body[0] == 5 ? UDH : 0, UCS2, body))
          .isInstanceOfSatisfying(
              NegativeResponseException.class,
              refused ->
                  assertThat(refused.getCommandStatus())
                      .isEqualTo(SMPPConstant.STAT_ESME_RX_T_APPN));
    }

    // when
    closeChannel();
    startBroker();
    openChannel();
    smsc.deliver(last(), FROM, 0, UCS2, utf16("险情"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 2, "乙"));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactly("险情", "甲乙");
  }

  @Test
  void afterALossTextsComeInOverTheNextSessions() throws Exception {
    // given
    int before = smsc.sessions.size();
    smsc.sessions.forEach(session -> session.close());

    // when
    await("bound again")
        .atMost(PATIENCE)
        .until(() -> smsc.sessions.size() == before + 2 && outlet().sessions() == 2);
    smsc.deliver(last(), FROM, 0, UCS2, utf16("水位正常"));

    // then
    assertThat(body(only())).isEqualTo("水位正常");
  }
}
