package org.sanwei.routes.read.ocr.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is promised of pictures holds on pages that no sample looks like. The ordinary run reads
 * about sixty cases, the long one all; both write their figures to {@code target/pages.md}, which
 * docs/PAGES.md is made of.
 */
class GeneratedPagesTest {
  private static final int THREADS = 2;

  @Test
  void someOfTheStandardRunEndWhereTheyMust(@TempDir Path folder) throws Exception {
    PageScore score =
        scored(
            folder,
            PageCases.SEED,
            PageCases.all(PageCases.SEED).filter(GeneratedPagesTest::some).toList());

    assertThat(score.leaked()).isEmpty();
    assertThat(score.levelWrong().part()).as(score.markdown()).isZero();
    assertThat(score.levelRight().value()).as(score.markdown()).isGreaterThanOrEqualTo(0.9);
    assertThat(score.urgencyRight().value()).as(score.markdown()).isGreaterThanOrEqualTo(0.9);
    assertThat(score.heldUnmarked().value()).as(score.markdown()).isLessThanOrEqualTo(0.1);
    assertThat(score.bodyError(PageKind.FINE).value()).isLessThan(0.04);
  }

  @Tag("soak")
  @Tag("pages")
  @Test
  void theWholeStandardRunKeepsToThePromisedFigures(@TempDir Path folder) throws Exception {
    PageScore score = scored(folder, PageCases.SEED, PageCases.all(PageCases.SEED).toList());

    assertPromised(score);
  }

  private static void assertPromised(PageScore score) {
    assertThat(score.leaked()).isEmpty();
    assertThat(score.levelRight().value()).as("level").isGreaterThanOrEqualTo(0.95);
    assertThat(score.urgencyRight().value()).as("urgency").isGreaterThanOrEqualTo(0.9);
    assertThat(held(score, PageKind.FINE)).as("fine held").isLessThanOrEqualTo(0.05);
    assertThat(held(score, PageKind.STD)).as("std held").isLessThanOrEqualTo(0.1);
    assertThat(held(score, PageKind.THREE_PAGES)).as("three pages").isLessThanOrEqualTo(0.1);
    assertThat(score.bodyError(PageKind.FINE).value()).as("body").isLessThan(0.04);
  }

  private static double held(PageScore score, PageKind kind) {
    return score.heldUnmarked(kind).value();
  }

  /** About a quarter, of every kind, form and marking. */
  private static boolean some(PageCase one) {
    int index = Integer.parseInt(one.id().substring(one.id().lastIndexOf('-') + 1));
    return switch (one.kind()) {
      case FINE -> index % 9 == 0 || index % 9 == 4;
      case STD -> index % 9 == 2 || index % 9 == 7;
      case THREE_PAGES -> index % 6 == 1;
      case SCAN -> index % 4 == 1;
      case PHOTO -> index % 4 == 2;
      case PICTURE -> index % 2 == 0;
    };
  }

  private static PageScore scored(Path folder, long seed, List<PageCase> cases)
      throws IOException, InterruptedException, ExecutionException {
    PageScore score = new PageScore();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (PageJudging judging = new PageJudging(folder, 1)) {
      List<Future<PageOutcome>> outcomes =
          cases.stream().map(one -> threads.submit(() -> judging.of(one))).toList();
      for (int i = 0; i < cases.size(); i++) {
        score.add(cases.get(i), outcomes.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
    String title = "%d cases of seed %d%n%n".formatted(cases.size(), seed);
    Files.writeString(Path.of("target", "pages.md"), title + score.markdown());
    System.out.println(("soak: " + title + score.markdown()).replace("\n", "\nsoak: "));
    return score;
  }
}
