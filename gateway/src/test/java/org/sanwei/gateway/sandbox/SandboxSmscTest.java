package org.sanwei.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.InvalidDeliveryReceiptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxSmscTest {
  private static final SandboxSmsc.Settings SETTINGS =
      new SandboxSmsc.Settings("sanwei", "secret", Duration.ofMillis(50));
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String NUMBER = "13900000001";
  private static final String SWITCHED_OFF = "13900000000";

  private final Phones phones = new Phones(PhoneBook.invented(), Clock.systemUTC());
  private final List<DeliveryReceipt> receipts = new CopyOnWriteArrayList<>();
  private final List<SMPPSession> clients = new ArrayList<>();
  private SandboxSmsc smsc = start();

  private SandboxSmsc start() {
    try {
      return SandboxSmsc.start(SETTINGS, phones, Clock.systemUTC(), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @BeforeEach
  void listensOnAPortOfItsOwn() {
    assertThat(smsc.port()).isPositive();
  }

  @AfterEach
  void close() {
    clients.forEach(SMPPSession::unbindAndClose);
    smsc.close();
  }

  @Test
  void aShortTextReachesThePhoneAndItsReceiptComesBack() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");

    String id = submit(client, NUMBER, ucs2("【值班】请回电值班室，件号0412（演练）"), 0);

    assertThat(phones.smsOf("+86" + NUMBER))
        .extracting(Phones.Received::text)
        .containsExactly("【值班】请回电值班室，件号0412（演练）");
    await("receipt").atMost(PATIENCE).until(() -> receipts.size() == 1);
    assertThat(receipts.get(0).getId()).isEqualTo(id);
    assertThat(receipts.get(0).getFinalStatus()).isEqualTo(DeliveryReceiptState.DELIVRD);
    assertThat(smsc.received()).extracting(ShortMessage::messageId).containsExactly(id);
  }

  @Test
  void aLongTextWithUserDataHeadersIsJoinedInAnyOrderAndEachPartHasItsReceipt() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");

    submit(client, NUMBER, udh(7, 3, 3, "丙"), 0x40);
    submit(client, NUMBER, udh(7, 3, 1, "甲"), 0x40);
    assertThat(phones.smsOf(NUMBER)).isEmpty();
    submit(client, NUMBER, udh(7, 3, 2, "乙"), 0x40);

    assertThat(phones.smsOf(NUMBER)).extracting(Phones.Received::text).containsExactly("甲乙丙");
    await("three receipts").atMost(PATIENCE).until(() -> receipts.size() == 3);
    assertThat(smsc.received()).extracting(ShortMessage::part).containsExactly(3, 1, 2);
  }

  @Test
  void aLongTextWithSegmentParametersIsJoined() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");

    for (int part = 1; part <= 2; part++) {
      submit(
          client,
          NUMBER,
          ucs2("第" + part + "段"),
          0,
          OptionalParameters.newSarMsgRefNum(300),
          OptionalParameters.newSarSegmentSeqnum(part),
          OptionalParameters.newSarTotalSegments(2));
    }

    assertThat(phones.smsOf(NUMBER)).extracting(Phones.Received::text).containsExactly("第1段第2段");
  }

  @Test
  void partsForTwoPhonesUnderOneReferenceAreKeptApart() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");

    submit(client, NUMBER, udh(1, 2, 1, "甲"), 0x40);
    submit(client, "13900000002", udh(1, 2, 2, "乙"), 0x40);

    assertThat(phones.all()).isEmpty();
  }

  @Test
  void aSwitchedOffPhoneShowsNothingAndItsReceiptSaysUndelivered() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");

    submit(client, SWITCHED_OFF, ucs2("演练"), 0);

    await("receipt").atMost(PATIENCE).until(() -> receipts.size() == 1);
    assertThat(receipts.get(0).getFinalStatus()).isEqualTo(DeliveryReceiptState.UNDELIV);
    assertThat(phones.all()).isEmpty();
    assertThat(smsc.received()).hasSize(1);
  }

  @Test
  void aTransmitterGetsItsReceiptsOnTheReceiverThatBindsLater() throws Exception {
    SMPPSession transmitter = bind(BindType.BIND_TX, "secret");
    submit(transmitter, NUMBER, ucs2("演练"), 0);

    bind(BindType.BIND_RX, "secret");

    await("receipt").atMost(PATIENCE).until(() -> receipts.size() == 1);
  }

  @Test
  void throttledSubmissionsAreNotTaken() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");
    smsc.throttleNext(2);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> submit(client, NUMBER, ucs2("演练"), 0))
          .isInstanceOfSatisfying(
              NegativeResponseException.class,
              e -> assertThat(e.getCommandStatus()).isEqualTo(SMPPConstant.STAT_ESME_RTHROTTLED));
    }
    assertThat(smsc.received()).isEmpty();
    submit(client, NUMBER, ucs2("演练"), 0);
    assertThat(smsc.received()).hasSize(1);
  }

  @Test
  void aDroppedConnectionLeavesTheClientWithoutAnAnswerThoughTheMessageWasTaken() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");
    smsc.dropNext(1);

    assertThatThrownBy(() -> submit(client, NUMBER, ucs2("演练"), 0))
        .isNotInstanceOf(NegativeResponseException.class);

    assertThat(smsc.received()).hasSize(1);
    assertThat(phones.smsOf(NUMBER)).hasSize(1);
    SMPPSession again = bind(BindType.BIND_TRX, "secret");
    submit(again, NUMBER, ucs2("二"), 0);
    assertThat(smsc.received()).hasSize(2);
  }

  @Test
  void aHeldSubmissionIsTakenAndStaysUnansweredUntilTheClientIsGone() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");
    client.setTransactionTimer(500);
    smsc.holdNext(1);

    assertThatThrownBy(() -> submit(client, NUMBER, ucs2("一"), 0))
        .isInstanceOf(ResponseTimeoutException.class);
    submit(client, NUMBER, ucs2("二"), 0);

    assertThat(smsc.held()).isEqualTo(1);
    assertThat(phones.smsOf(NUMBER)).extracting(Phones.Received::text).containsExactly("一", "二");
  }

  @Test
  void heldReceiptsComeOnceNobodyHoldsThemAnyMore() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");
    smsc.holdReceipts(true);
    submit(client, NUMBER, ucs2("演练"), 0);
    await("the hold")
        .during(SETTINGS.receiptDelay().multipliedBy(4))
        .atMost(PATIENCE)
        .until(receipts::isEmpty);

    smsc.holdReceipts(false);

    await("receipt").atMost(PATIENCE).until(() -> receipts.size() == 1);
  }

  @Test
  void aWrongLogInIsRefused() {
    assertThatThrownBy(() -> bind(BindType.BIND_TRX, "wrong"))
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(NegativeResponseException.class);
    assertThat(smsc.boundSessions()).isZero();
  }

  @Test
  void noWordOfAMessageIsInItsPrintedForm() throws Exception {
    SMPPSession client = bind(BindType.BIND_TRX, "secret");
    submit(client, NUMBER, ucs2("金丝雀"), 0);

    assertThat(smsc.received().toString() + phones.all()).doesNotContain("金丝雀");
    assertThat(SETTINGS.toString()).doesNotContain("secret");
  }

  private SMPPSession bind(BindType type, String password) throws IOException {
    SMPPSession session = new SMPPSession();
    session.setTransactionTimer(3_000);
    session.setMessageReceiverListener(new Receipts());
    clients.add(session);
    session.connectAndBind(
        "127.0.0.1",
        smsc.port(),
        new BindParameter(
            type,
            "sanwei",
            password,
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null));
    return session;
  }

  private static String submit(
      SMPPSession session,
      String number,
      byte[] body,
      int esmClass,
      OptionalParameter... parameters)
      throws Exception {
    return session
        .submitShortMessage(
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.ISDN,
            "10690000",
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            number,
            new ESMClass(esmClass),
            (byte) 0,
            (byte) 0,
            null,
            null,
            new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
            (byte) 0,
            new GeneralDataCoding(Alphabet.ALPHA_UCS2),
            (byte) 0,
            body,
            parameters)
        .getMessageId();
  }

  private static byte[] ucs2(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static byte[] udh(int reference, int total, int part, String text) {
    byte[] words = ucs2(text);
    byte[] body = new byte[6 + words.length];
    body[0] = 5;
    body[2] = 3;
    body[3] = (byte) reference;
    body[4] = (byte) total;
    body[5] = (byte) part;
    System.arraycopy(words, 0, body, 6, words.length);
    return body;
  }

  private final class Receipts implements MessageReceiverListener {
    @Override
    public void onAcceptDeliverSm(DeliverSm pdu) {
      try {
        receipts.add(pdu.getShortMessageAsDeliveryReceipt());
      } catch (InvalidDeliveryReceiptException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {}

    @Override
    public DataSmResult onAcceptDataSm(DataSm pdu, Session source) {
      throw new IllegalStateException("the sandbox sends no data_sm");
    }
  }
}
