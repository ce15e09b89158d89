package org.sanwei.config.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.corpus.CorpusMessage.Kind;
import org.sanwei.config.corpus.CorpusReport.Scored;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.load.ShippedConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Policy;

/** The shipped policy against the labelled corpus; docs/CORPUS.md is what comes of it. */
class CorpusTest {
  private static final Path REPORT = Path.of("../docs/CORPUS.md");
  private static final String WRITE =
      "mvn -pl config -am test -Dtest=CorpusTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dcorpus.write=true";
  private static final Instant RECEIVED = Instant.parse("2026-11-23T04:00:00Z");
  private static final Map<ChannelKind, String> CHANNELS =
      Map.of(
          ChannelKind.FAX, "fax-mail",
          ChannelKind.SMS, "sms-in",
          ChannelKind.HOTLINE, "hotline-folder",
          ChannelKind.INTRANET, "intranet-post");

  @Test
  void theCorpusIsOfTheSizeAndMixThatWasAskedFor() {
    List<CorpusMessage> all = Corpus.all();

    assertThat(all).hasSizeGreaterThanOrEqualTo(600);
    assertThat(all).extracting(CorpusMessage::id).doesNotHaveDuplicates();
    assertThat(Corpus.byHand()).hasSizeGreaterThanOrEqualTo(300);
    assertThat(count(all, Kind.ADVERSARIAL) * 3).isGreaterThanOrEqualTo(all.size());
    assertThat((count(all, Kind.ORDINARY) + count(all, Kind.MENTION)) * 3)
        .isGreaterThanOrEqualTo(all.size());
  }

  @Test
  void whatIsMarkedIsNeverOpenAndHasTheLevelThatWasStated(@TempDir Path dir) throws IOException {
    assertThat(scored(dir))
        .filteredOn(one -> !one.message().kind().harmless())
        .filteredOn(Scored::wrong)
        .isEmpty();
  }

  @Test
  void whatIsOrdinaryIsHeldInFewerThanTwoOfAHundredCases(@TempDir Path dir) throws IOException {
    List<Scored> harmless =
        scored(dir).stream().filter(one -> one.message().kind().harmless()).toList();
    List<Scored> wrong = harmless.stream().filter(Scored::wrong).toList();

    assertThat(wrong).hasSizeLessThan(harmless.size() / 50);
  }

  @Test
  void theReportIsWhatTheRunProduces(@TempDir Path dir) throws IOException {
    CorpusReport report = judged(dir);
    if (Boolean.getBoolean("corpus.write")) {
      Files.writeString(REPORT, report.markdown());
    }

    assertThat(Files.exists(REPORT) ? Files.readString(REPORT) : "")
        .as("docs/CORPUS.md is out of date; write it anew with:  " + WRITE)
        .isEqualTo(report.markdown());
  }

  private static List<Scored> scored(Path dir) throws IOException {
    return judged(dir).scored();
  }

  private static CorpusReport judged(Path dir) throws IOException {
    ShippedConfig.copyTo(dir);
    Judge judge = new Judge(((Loading.Loaded<Policy>) PolicyLoader.load(dir)).value());
    CorpusReport report = new CorpusReport();
    for (CorpusMessage message : Corpus.all()) {
      Arrival arrival =
          new Arrival(CHANNELS.getOrDefault(message.channel(), ""), "0532-8800120", RECEIVED);
      report.add(message, judge.judge(new Content(message.parts(), List.of()), arrival));
    }
    return report;
  }

  private static long count(List<CorpusMessage> all, Kind kind) {
    return all.stream().filter(message -> message.kind() == kind).count();
  }
}
