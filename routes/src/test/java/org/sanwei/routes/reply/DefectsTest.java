package org.sanwei.routes.reply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.sanwei.routes.message.Defect.Kind;
import org.sanwei.routes.message.FaxFile;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.sms.SmsBody;
import org.sanwei.routes.sms.SmsPart;

class DefectsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T04:00:00Z");

  @ParameterizedTest
  @EnumSource(UnreadReason.class)
  void everyReasonToHoldHasAWordForTheSender(UnreadReason why) {
    assertThat(Defects.of(arrival("message/rfc822", new byte[0]), read(new Unread("2/1", why))))
        .hasSize(1);
  }

  @Test
  void eachThingIsNamedOnceAndNoPartIsNamedAtAll() {
    List<Defect> found =
        Defects.of(
            arrival("message/rfc822", new byte[0]),
            read(
                new Unread("2", UnreadReason.ENCRYPTED),
                new Unread("3", UnreadReason.ENCRYPTED),
                new Unread("4", UnreadReason.ARCHIVE),
                new Unread("5", UnreadReason.UNKNOWN_FORMAT)));

    assertThat(found).containsExactly(Defect.of(Kind.ENCRYPTED), Defect.of(Kind.UNSUPPORTED));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 5, PAGES_MISSING:2/5",
    "02, 05, PAGES_MISSING:2/5",
    "0, 1, PAGES_MISSING:0/1",
    "5, 5, ''",
    "7, 5, ''",
    "two, 5, ''",
    "-1, 5, ''",
    "2, 999999999, ''"
  })
  void aDevicesWordOnPagesCounts(String pages, String sent, String code) {
    FaxFile fax = new FaxFile(Map.of("pages", pages, "pagesSent", sent), "x".getBytes(UTF_8));

    List<Defect> found = Defects.of(arrival(FaxFile.MEDIA_TYPE, fax.encoded()), read());

    assertThat(String.join(" ", found.stream().map(Defect::code).toList())).isEqualTo(code);
  }

  @Test
  void missingSegmentsAreCountedAndNotNamedTwice() {
    SmsPart part = new SmsPart(1, NOW, 0, 0, 8, new byte[] {0x4e, 0});
    SmsBody body = new SmsBody(1, "13900000000", "10690000", 3, List.of(part, part));

    List<Defect> found =
        Defects.of(
            arrival(SmsBody.MEDIA_TYPE, body.toJson()),
            read(new Unread("2", UnreadReason.CUT_SHORT), new Unread("1", UnreadReason.BROKEN)));

    assertThat(found)
        .containsExactly(Defect.of(Kind.SEGMENTS_MISSING, 1, 3), Defect.of(Kind.DAMAGED));
  }

  private static ReadResult read(Unread... unread) {
    return new ReadResult(
        new Content(List.of(), List.of(unread)), "", "", List.of(), 0, null, null);
  }

  private static RawArrival arrival(String mediaType, byte[] body) {
    return new RawArrival(
        1,
        new ArrivalId("0".repeat(32)),
        new UUID(1, 1),
        "1",
        "c",
        "",
        ChannelKind.FAX,
        NOW,
        mediaType,
        body,
        new byte[16]);
  }
}
