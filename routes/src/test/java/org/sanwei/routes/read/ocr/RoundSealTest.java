package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.PartFacts.Seal;
import org.sanwei.routes.read.ocr.pages.PageCase;
import org.sanwei.routes.read.ocr.pages.PageCases;
import org.sanwei.routes.read.raster.Decoded;
import org.sanwei.routes.read.raster.PageRaster;
import org.sanwei.routes.read.raster.Picture;
import org.sanwei.routes.read.raster.PictureCheck;
import org.sanwei.routes.read.raster.PictureDecoder;
import org.sanwei.routes.read.raster.PictureLimits;

/** Seals in black on faxes of every grade; what is not sure is left open, and none is wrong. */
class RoundSealTest {
  private static final int EACH = 3;

  /** Another than the one that the limits were chosen by. */
  private static final long SEED = 77;

  @Test
  void aSealOnAPageOfBlackAndWhiteIsFoundAndNoneIsMadeUp() {
    List<String> wrong = new ArrayList<>();
    int sealed = 0;
    int found = 0;
    int plain = 0;
    int ruledOut = 0;
    List<PageCase> cases = PageCases.all(SEED).filter(RoundSealTest::upright).toList();
    for (int i = 0; i < cases.size(); i += EACH) {
      PageCase one = cases.get(i);
      PageRaster page = page(one);
      Seal seal = RoundSeal.of(page, InkMap.of(page)).seal();
      boolean there = one.truth().seal();
      sealed += there ? 1 : 0;
      plain += there ? 0 : 1;
      found += there && seal == Seal.PRESENT ? 1 : 0;
      ruledOut += !there && seal == Seal.ABSENT ? 1 : 0;
      if (seal != null && (seal == Seal.PRESENT) != there) {
        wrong.add(one + " " + seal);
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(found).as("of %d", sealed).isGreaterThanOrEqualTo(sealed * 9 / 10);
    assertThat(ruledOut).as("of %d", plain).isGreaterThanOrEqualTo(plain / 2);
  }

  private static boolean upright(PageCase one) {
    boolean fax = one.id().startsWith("fine-") || one.id().startsWith("std-");
    return fax && !one.way().contains("turned");
  }

  private static PageRaster page(PageCase one) {
    Picture picture = PictureCheck.look(one.bytes(), PictureLimits.DEFAULT);
    return ((Decoded.Page) PictureDecoder.decode((Picture.Sound) picture, 0)).raster();
  }
}
