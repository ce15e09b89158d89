package org.sanwei.gateway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.gateway.channel.reach.TextPdf;
import org.sanwei.gateway.sandbox.DrillMessage.Fax;
import org.sanwei.gateway.sandbox.DrillMessage.Hotline;
import org.sanwei.gateway.sandbox.DrillMessage.Kind;
import org.sanwei.gateway.sandbox.DrillMessage.Page;

class DrillScriptTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);
  private static final List<String> MARKS = List.of("绝密★", "机密★", "秘密★");

  private static List<DrillMessage> messages(long seed, int count) {
    DrillScript script = new DrillScript(new Random(seed), CLOCK, ZoneId.of("Asia/Shanghai"));
    return Stream.generate(script::next).limit(count).toList();
  }

  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(messages(7, 200)).isEqualTo(messages(7, 200)).isNotEqualTo(messages(8, 200));
  }

  @Test
  void theFirstDozenShowsEveryKindAndEveryChannel() {
    List<DrillMessage> opening = messages(1, 12);

    assertThat(opening).extracting(DrillMessage::kind).contains(Kind.values());
    assertThat(opening)
        .extracting(DrillMessage::channel)
        .contains("sms", "hotline", "intranet", "fax");
  }

  @Test
  void aboutATenthIsClassified() {
    long classified =
        messages(20261122, 5_000).stream().filter(m -> m.kind() == Kind.CLASSIFIED).count();

    assertThat(classified).isBetween(400L, 600L);
  }

  @Test
  void theMarkStandsAtTheHeadOfClassifiedTextsAndNowhereElse() {
    for (DrillMessage message : messages(20261122, 3_000)) {
      String head = String.join("\n", message.text().lines().limit(2).toList());
      boolean marked = MARKS.stream().anyMatch(head::contains);
      boolean anywhere = MARKS.stream().anyMatch(message.text()::contains);

      assertThat(marked).as(message.text()).isEqualTo(message.kind() == Kind.CLASSIFIED);
      assertThat(anywhere).isEqualTo(marked);
    }
  }

  @Test
  void everyTextSaysThatItIsADrill() {
    assertThat(messages(20261122, 1_000)).allMatch(m -> m.text().contains("演练"));
  }

  @Test
  void urgencyAndWorkSecretsStandAtTheHeadToo() {
    for (DrillMessage message : messages(20261122, 1_000)) {
      if (message.kind() == Kind.URGENT) {
        assertThat(message.text()).matches("(?s)(特急|加急).*");
      } else if (message.kind() == Kind.WORK_SECRET) {
        assertThat(message.text()).startsWith("内部");
      } else if (message.kind() == Kind.MENTION) {
        assertThat(message.text()).containsAnyOf("保密", "涉密", "保守国家秘密");
      }
    }
  }

  @Test
  void noCaseAndVersionComesTwice() {
    Set<String> seen = new HashSet<>();
    int later = 0;
    for (DrillMessage message : messages(20261122, 3_000)) {
      if (message instanceof Hotline call) {
        assertThat(seen.add(call.caseId() + "/" + call.version())).isTrue();
        later += call.version() > 1 ? 1 : 0;
      }
    }
    assertThat(later).isPositive();
  }

  @Test
  void aTextPdfGivesItsWordsBack() throws Exception {
    String words = "000012\n机密★10年\n特急\n青川市应急管理局关于强降雨的通知（演练）\n" + "内容虚构。".repeat(20) + "ABC 123";

    try (PDDocument pdf = Loader.loadPDF(TextPdf.of(words))) {
      String read = new PDFTextStripper().getText(pdf);
      assertThat(read.replace("\n", "")).isEqualTo(words.replace("\n", ""));
      assertThat(read).startsWith("000012\n机密★10年\n特急\n");
    }
  }

  @ParameterizedTest
  @EnumSource(Page.class)
  void everyPageHasItsBytes(Page page) {
    Fax fax = new Fax(Kind.PICTURE, "0999-6000001", "传真（演练）", "演练", page);

    assertThat(FaxMail.bytes(fax)).hasSizeGreaterThan(500);
  }
}
