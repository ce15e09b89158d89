package org.sanwei.routes.read.ocr;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Unread;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.PolicyLoader;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.Policy;

/** Every sample page, judged under the shipped policy as it would be on arrival. */
class SamplePagesTest {
  private static final Judge JUDGE = judge();
  private static final Arrival ARRIVAL = new Arrival("fax-mail", "", Instant.EPOCH);
  private static final double MOST_WRONG_FINE = 0.2;

  private static final int TWO_AT_ONCE = 2;
  private static final Map<String, Future<ReadPage>> READ = new HashMap<>();

  private static int pages;
  private static int urgencies;
  private static int wrong;
  private static int characters;

  @BeforeAll
  static void beginsToRead() {
    ExecutorService threads = Executors.newFixedThreadPool(TWO_AT_ONCE);
    SamplePages.all()
        .forEach(
            sample ->
                READ.put(
                    sample.toString(),
                    threads.submit(
                        () -> Reader.shared().read(sample.page(), Pace.untilInterrupted()))));
    threads.shutdown();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("org.sanwei.routes.read.ocr.SamplePages#all")
  void isJudgedAsItIsMarked(SamplePages.Sample sample) throws Exception {
    ReadPage page = requireNonNull(READ.get(sample.toString())).get();

    Verdict verdict = verdict(page);

    assertThat(verdict.label().sensitivity()).isEqualTo(level(sample.field("level")));
    if (sample.stateSecret()) {
      assertThat(verdict.outcome()).isEqualTo(Outcome.CLASSIFIED);
    } else {
      assertThat(page.doubts()).isEmpty();
      assertThat(verdict.outcome()).isEqualTo(Outcome.OPEN);
    }
    boolean urgency = verdict.label().urgency() == urgency(sample.field("urgency"));
    pages++;
    urgencies += urgency ? 1 : 0;
    if (sample.fine()) {
      assertThat(urgency).isTrue();
      body(sample.field("body"), page.text());
    }
  }

  @AfterAll
  static void asAWhole() {
    assertThat(urgencies).as("urgencies right").isGreaterThanOrEqualTo(pages * 9 / 10);
    assertThat((double) wrong / characters).as("body, fine").isLessThan(0.04);
  }

  private static void body(String truth, String read) {
    int mistakes = Distance.within(dense(read), dense(truth));
    wrong += mistakes;
    characters += dense(truth).length();
    assertThat((double) mistakes / dense(truth).length()).isLessThan(MOST_WRONG_FINE);
  }

  private static String dense(String text) {
    return MarkSigns.dense(text).replace('(', '（').replace(')', '）').replace(':', '：');
  }

  private static Verdict verdict(ReadPage page) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("1", Place.ATTACHMENT, page.text()));
    for (String above : page.above()) {
      parts.add(new Part("1/" + parts.size(), Place.HEADER, above));
    }
    List<Unread> unread =
        page.doubts().stream().map(doubt -> new Unread("1", doubt.reason())).toList();
    PartFacts facts = new PartFacts("1", page.confidence(), 1, page.seal());
    return JUDGE.judge(new Content(parts, unread, List.of(facts)), ARRIVAL);
  }

  private static Sensitivity level(String word) {
    return switch (word) {
      case "绝密" -> Sensitivity.TOP_SECRET;
      case "机密" -> Sensitivity.SECRET;
      case "秘密" -> Sensitivity.CONFIDENTIAL;
      case "内部" -> Sensitivity.WORK_SECRET;
      default -> Sensitivity.PUBLIC;
    };
  }

  private static Urgency urgency(String word) {
    return switch (word) {
      case "特提" -> Urgency.FLASH;
      case "特急" -> Urgency.IMMEDIATE;
      case "加急" -> Urgency.PRIORITY;
      case "平急" -> Urgency.ROUTINE;
      default -> Urgency.NONE;
    };
  }

  private static Judge judge() {
    Loading<Policy> policy = PolicyLoader.load(Path.of("..", "config", "shipped"));
    assertThat(policy.problems()).isEmpty();
    return new Judge(((Loading.Loaded<Policy>) policy).value());
  }
}
