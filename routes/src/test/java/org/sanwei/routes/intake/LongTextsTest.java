package org.sanwei.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.config.judge.Outcome;
import org.sanwei.routes.flow.Given;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.read.ReadResult;

/** Long texts that come in parts: in any order, twice, late, or never. */
class LongTextsTest extends SmscAndBroker {
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void partsInAnyOrderOverSeveralSessionsBecomeOneText(boolean wide) throws Exception {
    // when: the second part comes twice, once over each session
    smsc.deliver(last(), FROM, UDH, UCS2, part(wide, 7, 3, 3, "丙"));
    smsc.deliver(last() - 1, FROM, UDH, UCS2, part(wide, 7, 3, 2, "乙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(wide, 7, 3, 2, "乙"));
    assertThat(broker().depth(Addresses.SEGMENT)).isEqualTo(2);
    assertThat(broker().depth(Addresses.INTAKE)).isZero();
    smsc.deliver(last() - 1, FROM, UDH, UCS2, part(wide, 7, 3, 1, "甲"));

    // then
    ReadResult read = only();
    assertThat(body(read)).isEqualTo("甲乙丙");
    assertThat(unread(read)).isEmpty();
    assertThat(partsWaiting()).isZero();
    assertThat(events()).containsExactly(LedgerEvent.Step.ARRIVED);
  }

  @Test
  void aPartWhoseSarPlaceCannotBeIsHeldAndNotTakenForAWholeText() throws Exception {
    for (int n : new int[] {0, 3}) {
      smsc.deliver(
          last(),
          FROM,
          0,
          UCS2,
          "堤顶无渗漏".getBytes(StandardCharsets.UTF_16BE),
          new OptionalParameter.Sar_msg_ref_num((short) 300),
          new OptionalParameter.Sar_total_segments((byte) 2),
          new OptionalParameter.Sar_segment_seqnum((byte) n));
    }

    awaitArrivals(2);
    assertThat(reads()).allSatisfy(read -> assertThat(outcome(read)).isEqualTo(Outcome.HELD));
  }

  @Test
  void partsByTheSarParametersBecomeOneText() throws Exception {
    // given: a character of two units that the cut goes through
    byte[] text = "渗水点𠀀处".getBytes(StandardCharsets.UTF_16BE);

    // when
    for (int n : new int[] {2, 1}) {
      byte[] half = n == 1 ? cut(text, 0, 8) : cut(text, 8, text.length);
      smsc.deliver(
          last(),
          FROM,
          0,
          UCS2,
          half,
          new OptionalParameter.Sar_msg_ref_num((short) 300),
          new OptionalParameter.Sar_total_segments((byte) 2),
          new OptionalParameter.Sar_segment_seqnum((byte) n));
    }

    // then
    assertThat(body(only())).isEqualTo("渗水点𠀀处");
  }

  @Test
  void oneReferenceOfTwoSendersIsTwoTexts() throws Exception {
    // when
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
    smsc.deliver(last(), "13900139000", UDH, UCS2, part(false, 7, 2, 2, "丁"));
    smsc.deliver(last(), "13900139000", UDH, UCS2, part(false, 7, 2, 1, "丙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactlyInAnyOrder("甲乙", "丙丁");
  }

  @Test
  void aReferenceThatComesAgainTooSoonIsAnotherText() throws Exception {
    // when
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "丙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "丁"));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactlyInAnyOrder("甲乙", "丙丁");
  }

  @Test
  void whatCameIsHeldWhenTheRestDoesNotCome() throws Exception {
    // given
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 1, "险情在"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 2, "北堤"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 4, "速来"));
    Instant came = clock.instant();

    // when
    clock.passes(WAIT);

    // then
    ReadResult read = only();
    assertThat(texts(read)).containsExactly("险情在北堤", "速来");
    assertThat(unread(read)).containsExactly("3:CUT_SHORT");
    assertThat(outcome(read)).isEqualTo(Outcome.HELD);
    assertThat(arrivals().get(0).receivedAt()).isEqualTo(came);
    assertThat(partsWaiting()).isZero();

    // and: the part that comes too late is held by itself
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 9, 4, 3, "三号桩"));
    clock.passes(WAIT);
    awaitArrivals(2);
    assertThat(unread(reads().get(1))).containsExactly("1:CUT_SHORT", "2:CUT_SHORT", "4:CUT_SHORT");
  }

  @Test
  void aHalfOutlivesARestartAndItsTimeRunsOn() throws Exception {
    // given
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 1, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 2, 2, 1, "丙"));
    closeChannel();
    broker().close();
    clock.passes(WAIT.minusSeconds(1));

    // when
    startBroker();
    openChannel();
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 1, 2, 2, "乙"));
    awaitArrivals(1);
    clock.passes(Duration.ofSeconds(1));

    // then
    awaitArrivals(2);
    assertThat(reads()).extracting(SmppTextsTest::body).containsExactly("甲乙", "丙");
    assertThat(unread(reads().get(1))).containsExactly("2:CUT_SHORT");
  }

  @ParameterizedTest(name = "after a restart: {0}")
  @ValueSource(booleans = {false, true})
  void aPartThatIsBroughtAgainAfterTheTextWentOnIsADuplicateOfIt(boolean restart) throws Exception {
    // given
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
    awaitArrivals(1);
    if (restart) {
      closeChannel();
      openChannel();
    }

    // when
    smsc.deliver(last() - 1, FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
    clock.passes(WAIT);

    // then
    await("the repetition is gone").atMost(PATIENCE).until(() -> partsWaiting() == 0);
    awaitArrivals(2);
    assertThat(arrivals())
        .extracting(RawArrival::id)
        .as("another reception of it")
        .hasSize(2)
        .containsOnly(arrivals().get(0).id());
    assertThat(arrivals()).extracting(RawArrival::reception).doesNotHaveDuplicates();
    clock.passes(Duration.ofMinutes(10));
    await("nothing is kept of it")
        .atMost(PATIENCE)
        .until(() -> broker().depth(Addresses.SEGMENT) == 0);
  }

  @Test
  void theSameTextSentTwiceIsTwoTexts() throws Exception {
    // when
    for (int i = 0; i < 2; i++) {
      smsc.deliver(last(), FROM, 0, UCS2, utf16("我处停电"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 1, "甲"));
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, 7, 2, 2, "乙"));
      awaitArrivals(2 * (i + 1));
    }

    // then
    assertThat(arrivals()).extracting(RawArrival::id).doesNotHaveDuplicates();
  }

  @Test
  void oneSenderKeepsFewHalvesWaitingAndLosesNone() throws Exception {
    // when
    int many = 3 * SegmentIndex.MOST_OF_ONE_SENDER;
    for (int i = 0; i < many; i++) {
      smsc.deliver(last(), FROM, UDH, UCS2, part(false, i, 2, 1, "第" + i));
    }

    // then
    awaitArrivals(many - SegmentIndex.MOST_OF_ONE_SENDER);
    assertThat(partsWaiting()).isEqualTo(SegmentIndex.MOST_OF_ONE_SENDER);
    assertThat(reads()).allSatisfy(read -> assertThat(unread(read)).containsExactly("2:CUT_SHORT"));
  }

  @Test
  void aPartThatDoesNotOpenRestsWithTheDeadLettersAndStopsNothing() throws Exception {
    // given: a part under a key that is gone
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 1, "甲"));
    closeChannel();
    given = new Given(directory.resolve("other-keys"));

    // when
    openChannel();
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 1, "丙"));
    smsc.deliver(last(), FROM, UDH, UCS2, part(false, 3, 2, 2, "丁"));

    // then
    assertThat(body(only())).isEqualTo("丙丁");
    await("dead letter").atMost(PATIENCE).until(() -> broker().depth(Addresses.DEAD) == 1);
    assertThat(partsWaiting()).isZero();
  }
}
