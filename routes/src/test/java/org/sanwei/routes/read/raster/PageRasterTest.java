package org.sanwei.routes.read.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageRasterTest {
  private static final PageRaster SIX =
      new PageRaster(3, 2, new byte[] {0, 10, 20, 30, 40, 50}, null, 200);

  @Test
  void turnsClockwise() {
    PageRaster once = SIX.turned(1);

    assertThat(once.width()).isEqualTo(2);
    assertThat(once.grey(0, 0)).isEqualTo(30);
    assertThat(once.grey(1, 0)).isEqualTo(0);
    assertThat(once.grey(1, 2)).isEqualTo(20);
    assertThat(once.turned(3).grey(2, 1)).isEqualTo(50);
    assertThat(SIX.turned(2).grey(0, 0)).isEqualTo(50);
  }

  @Test
  void aSmallerPageHasTheMeansOfTheLarger() {
    PageRaster half = SIX.resized(1, 1);

    assertThat(half.grey(0, 0)).isBetween(24, 26);
  }

  @Test
  void aPageStretchedKeepsItsEnds() {
    PageRaster tall = SIX.resized(3, 4);

    assertThat(tall.grey(0, 0)).isEqualTo(0);
    assertThat(tall.grey(0, 3)).isEqualTo(30);
    assertThat(tall.grey(2, 3)).isEqualTo(50);
  }

  @Test
  void whiteStaysWhiteHoweverItIsResized() {
    byte[] white = new byte[50 * 40];
    java.util.Arrays.fill(white, (byte) 255);
    PageRaster page = new PageRaster(50, 40, white, null, 0).resized(33, 27);

    assertThat(page.grey(0, 0)).isEqualTo(255);
    assertThat(page.grey(32, 26)).isEqualTo(255);
  }

  @Test
  void aPartNeverReachesBeyondThePage() {
    PageRaster part = SIX.part(2, 1, 10, 10);

    assertThat(part.width()).isEqualTo(1);
    assertThat(part.grey(0, 0)).isEqualTo(50);
  }
}
