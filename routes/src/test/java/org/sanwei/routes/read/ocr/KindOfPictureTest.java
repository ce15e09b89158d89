package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.routes.read.raster.PageRaster;

class KindOfPictureTest {
  @Test
  void aSmallPictureIsALogoOnlyWhenWhatIsShortOnItWasReadSurely() {
    PageRaster small = plain(300, 120, 255);

    assertThat(KindOfPicture.of(small, List.of())).isEqualTo(PageKind.LOGO);
    assertThat(KindOfPicture.of(small, List.of(line(0.99f)))).isEqualTo(PageKind.LOGO);
    assertThat(KindOfPicture.of(small, List.of(line(0.5f)))).isEqualTo(PageKind.UNCERTAIN);
  }

  @Test
  void aPhotographWithABadLineInItsHeadIsUncertain() {
    PageRaster grey = scene();

    assertThat(KindOfPicture.of(grey, List.of())).isEqualTo(PageKind.PHOTOGRAPH);
    assertThat(KindOfPicture.of(grey, List.of(line(0.3f)))).isEqualTo(PageKind.PHOTOGRAPH);
    assertThat(KindOfPicture.of(grey, List.of(line(0.3f).in(Zone.HEAD_LEFT))))
        .isEqualTo(PageKind.UNCERTAIN);
    assertThat(KindOfPicture.of(grey, List.of(line(0.3f).in(Zone.STAMP))))
        .isEqualTo(PageKind.UNCERTAIN);
  }

  @ParameterizedTest
  @ValueSource(ints = {70, 120, 180, 228})
  void aPageOfOneToneIsNeitherPhotographNorBlank(int tone) {
    PageRaster grey = plain(1600, 1200, tone);

    assertThat(KindOfPicture.of(grey, List.of())).isEqualTo(PageKind.UNCERTAIN);
    assertThat(KindOfPicture.of(grey, List.of(line(0.9f)))).isEqualTo(PageKind.TEXT);
  }

  @Test
  void shadesThatRunIntoEachOtherAreNoPhotograph() {
    byte[] grey = new byte[1600 * 1200];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (60 + i % 1600 / 10);
    }

    assertThat(KindOfPicture.of(new PageRaster(1600, 1200, grey, null, 0), List.of()))
        .isEqualTo(PageKind.UNCERTAIN);
  }

  @Test
  void manyShortSpotsWithoutAWordAreStillAPhotographAndLinesOutOfFocusAreNot() {
    PageRaster scene = scene();

    assertThat(KindOfPicture.of(scene, Collections.nCopies(6, spot("巴", 0.3f, 80))))
        .isEqualTo(PageKind.PHOTOGRAPH);
    assertThat(KindOfPicture.of(scene, Collections.nCopies(6, spot("巴", 0.6f, 80))))
        .isEqualTo(PageKind.TEXT);
    assertThat(KindOfPicture.of(scene, Collections.nCopies(6, spot("巴山", 0.3f, 80))))
        .isEqualTo(PageKind.TEXT);
    assertThat(KindOfPicture.of(scene, Collections.nCopies(6, spot("", 0, 400))))
        .isEqualTo(PageKind.TEXT);
  }

  @Test
  void onlyALightPageIsBlank() {
    assertThat(KindOfPicture.of(plain(1700, 2300, 255), List.of())).isEqualTo(PageKind.BLANK);
    assertThat(KindOfPicture.of(plain(1700, 2300, 0), List.of())).isEqualTo(PageKind.UNCERTAIN);
    assertThat(KindOfPicture.of(specked(250), List.of())).isEqualTo(PageKind.BLANK);
    assertThat(KindOfPicture.of(specked(150), List.of())).isEqualTo(PageKind.UNCERTAIN);
  }

  private static FoundLine line(float sure) {
    float[] all = {sure, sure};
    Reading reading = new Reading("云岭", all, new float[2], null);
    return FoundLine.of(new TextBox(100, 60, 80, 40, 0, 0.9), reading);
  }

  private static FoundLine spot(String text, float sure, int length) {
    float[] all = new float[text.length()];
    Arrays.fill(all, sure);
    Reading reading = new Reading(text, all, new float[all.length], null);
    return FoundLine.of(new TextBox(600, 800, length, 40, 0, 0.9), reading);
  }

  /** Patches of many tones. */
  private static PageRaster scene() {
    byte[] grey = new byte[1600 * 1200];
    for (int i = 0; i < grey.length; i++) {
      int x = i % 1600 / 40;
      int y = i / 1600 / 40;
      grey[i] = (byte) (70 + (x * 37 + y * 61) % 120);
    }
    return new PageRaster(1600, 1200, grey, null, 0);
  }

  private static PageRaster plain(int width, int height, int value) {
    byte[] grey = new byte[width * height];
    Arrays.fill(grey, (byte) value);
    return new PageRaster(width, height, grey, null, 0);
  }

  /** White, each sample of so many black. */
  private static PageRaster specked(int each) {
    byte[] grey = new byte[1700 * 2300];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % each == 0 ? 0 : 255);
    }
    return new PageRaster(1700, 2300, grey, null, 0);
  }
}
