package org.sanwei.routes.read.ocr.pages;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.plugins.tiff.BaselineTIFFTagSet;
import javax.imageio.plugins.tiff.TIFFDirectory;
import javax.imageio.plugins.tiff.TIFFField;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanwei.config.label.Sensitivity;

/** The pages that reading is proved on are what they say they are. */
class PageCasesTest {

  @Test
  void theStandardRunHasEnoughOfEveryKind() {
    Map<PageKind, Long> counts = all().collect(groupingBy(PageCase::kind, counting()));

    assertThat(counts.values().stream().mapToLong(Long::longValue).sum())
        .isGreaterThanOrEqualTo(220);
    assertThat(counts).containsOnlyKeys(PageKind.values());
    assertThat(counts.get(PageKind.FINE)).isGreaterThanOrEqualTo(60);
    assertThat(counts.get(PageKind.STD)).isGreaterThanOrEqualTo(60);
  }

  @Test
  void everyFormLevelUrgencyAndPlaceOfPeriodIsThere() {
    assertThat(seen(one -> one.form())).containsExactlyInAnyOrder((Object[]) Form.values());
    assertThat(seen(one -> one.level())).containsExactlyInAnyOrder((Object[]) Sensitivity.values());
    assertThat(seen(one -> one.urgency().chinese()))
        .containsExactlyInAnyOrder("", "平急", "加急", "特急", "特提");
    assertThat(seen(one -> one.period())).contains("", "10年", "长期", "启用前");
    assertThat(seen(one -> one.markPage())).containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void unmarkedPagesAreEnoughToMeasureAShareOfFiveInAHundred() {
    for (PageKind kind : List.of(PageKind.FINE, PageKind.STD, PageKind.THREE_PAGES)) {
      long unmarked =
          all()
              .filter(one -> one.kind() == kind && one.truth().level() == Sensitivity.PUBLIC)
              .count();

      assertThat(unmarked).as(kind.name()).isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void aPeriodStandsInItsMark() {
    assertThat(all().map(PageCase::truth))
        .allSatisfy(
            truth -> {
              assertThat(truth.mark()).contains(truth.period());
              assertThat(truth.classified()).isEqualTo(truth.mark().contains(letter(truth)));
            });
  }

  @Test
  void whatTheTruthSaysIsWrittenOnThePaper() {
    PageCases cases = new PageCases(PageCases.SEED);
    for (PageKind kind : List.of(PageKind.FINE, PageKind.STD, PageKind.THREE_PAGES)) {
      for (int index = 0; index < 32; index++) {
        Document document = cases.document(kind, index);
        PageTruth truth = document.truth();
        List<Paper.Page> pages = new Paper(document, new Random(1), 210).pages();

        String said = pages.get(Math.max(1, truth.markPage()) - 1).said();
        String all = pages.stream().map(Paper.Page::said).collect(Collectors.joining());
        assertThat(pages).hasSize(truth.pages());
        assertThat(said).contains(truth.mark().replace("密级：", ""));
        assertThat(all)
            .as(kind + " " + index)
            .contains(truth.urgency().chinese())
            .contains(truth.number())
            .contains(truth.title())
            .contains(truth.body());
      }
    }
  }

  private static String letter(PageTruth truth) {
    return truth.classified() ? "密" : "no mark holds this";
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    PageCase one = named("fine-03", PageCases.SEED);

    assertThat(one.bytes()).isEqualTo(named("fine-03", PageCases.SEED).bytes());
    assertThat(one.bytes()).isNotEqualTo(named("fine-03", 7).bytes());
    assertThat(named("scan-02", 7).bytes()).isEqualTo(named("scan-02", 7).bytes());
  }

  @ParameterizedTest(name = "{0} is {1} × {2}, Compression {3}, {4} lines an inch")
  @CsvSource({
    "fine-00, 1728, 2292, 4, 196",
    "std-00,  1728, 1146, 3, 98",
    "fine-08, 2432, 1620, 4, 196",
  })
  void faxFilesAreAsFaxServersWriteThem(
      String id, int width, int height, int compression, int lines) throws IOException {
    List<TIFFDirectory> pages = directories(named(id, PageCases.SEED).bytes());

    assertThat(pages).hasSize(1);
    TIFFDirectory page = pages.get(0);
    assertThat(number(page, BaselineTIFFTagSet.TAG_IMAGE_WIDTH)).isEqualTo(width);
    assertThat(number(page, BaselineTIFFTagSet.TAG_IMAGE_LENGTH)).isEqualTo(height);
    assertThat(number(page, BaselineTIFFTagSet.TAG_COMPRESSION)).isEqualTo(compression);
    assertThat(number(page, BaselineTIFFTagSet.TAG_SAMPLES_PER_PIXEL)).isEqualTo(1);
    assertThat(number(page, BaselineTIFFTagSet.TAG_PHOTOMETRIC_INTERPRETATION)).isBetween(0, 1);
    assertThat(number(page, BaselineTIFFTagSet.TAG_ROWS_PER_STRIP)).isEqualTo(height);
    assertThat(number(page, BaselineTIFFTagSet.TAG_RESOLUTION_UNIT)).isEqualTo(2);
    assertThat(field(page, BaselineTIFFTagSet.TAG_X_RESOLUTION).getAsRational(0))
        .containsExactly(204, 1);
    assertThat(field(page, BaselineTIFFTagSet.TAG_Y_RESOLUTION).getAsRational(0))
        .containsExactly(lines, 1);
  }

  @Test
  void itemsHaveThreePages() throws IOException {
    List<TIFFDirectory> pages = directories(named("three_pages-00", PageCases.SEED).bytes());

    assertThat(pages).hasSize(3);
    assertThat(field(pages.get(1), BaselineTIFFTagSet.TAG_PAGE_NUMBER).getAsInts())
        .containsExactly(1, 3);
    assertThat(all().filter(one -> one.kind() == PageKind.THREE_PAGES))
        .allSatisfy(one -> assertThat(one.truth().pages()).isEqualTo(3));
    assertThat(Gallery.pages(named("three_pages-03", PageCases.SEED))).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"fine-01", "std-02", "scan-00", "scan-01", "scan-02", "photo-00", "picture-01"})
  void everyKindOfFileCanBeOpenedAndHasInkOnIt(String id) throws IOException {
    BufferedImage page = Gallery.pages(named(id, PageCases.SEED)).get(0);

    int dark = 0;
    int dots = 0;
    for (int y = 0; y < page.getHeight(); y += 3) {
      for (int x = 0; x < page.getWidth(); x += 3) {
        dark += (page.getRGB(x, y) >> 8 & 0xff) < 110 ? 1 : 0;
        dots++;
      }
    }
    assertThat(dark / (double) dots).isBetween(0.004, 0.75);
  }

  @ParameterizedTest
  @EnumSource
  void aFaceHasEveryLetterThatIsPrinted(Face face) {
    Font font = face.size(10);

    assertThat(font.canDisplayUpTo(Words.everything())).isEqualTo(-1);
  }

  private static Set<Object> seen(Function<PageTruth, Object> of) {
    return all().map(one -> of.apply(one.truth())).collect(Collectors.toSet());
  }

  private static Stream<PageCase> all() {
    return PageCases.all(PageCases.SEED);
  }

  private static PageCase named(String id, long seed) {
    return PageCases.all(seed).filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static List<TIFFDirectory> directories(byte[] file) throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    List<TIFFDirectory> all = new ArrayList<>();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in);
      for (int i = 0; i < reader.getNumImages(true); i++) {
        IIOMetadata tags = reader.getImageMetadata(i);
        all.add(TIFFDirectory.createFromMetadata(tags));
      }
    } finally {
      reader.dispose();
    }
    return all;
  }

  private static TIFFField field(TIFFDirectory directory, int tag) {
    return directory.getTIFFField(tag);
  }

  private static int number(TIFFDirectory directory, int tag) {
    return field(directory, tag).getAsInt(0);
  }
}
