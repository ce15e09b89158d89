package org.sanwei.routes.read.ocr.pages;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** The typefaces that pages are set in; each comes with a Debian package, see README. */
enum Face {
  NOTO_SANS("opentype/noto/NotoSansCJK-Regular.ttc", "Noto Sans CJK SC"),
  NOTO_SANS_BOLD("opentype/noto/NotoSansCJK-Bold.ttc", "Noto Sans CJK SC Bold"),
  NOTO_SERIF("opentype/noto/NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC"),
  NOTO_SERIF_BOLD("opentype/noto/NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC Bold"),
  ZEN_HEI("truetype/wqy/wqy-zenhei.ttc", "WenQuanYi Zen Hei"),
  MICRO_HEI("truetype/wqy/wqy-microhei.ttc", "WenQuanYi Micro Hei"),
  UKAI("truetype/arphic/ukai.ttc", "AR PL UKai CN"),
  UMING("truetype/arphic/uming.ttc", "AR PL UMing CN"),
  SUNG_GB("truetype/arphic-gbsn00lp/gbsn00lp.ttf", "AR PL SungtiL GB"),
  KAI_GB("truetype/arphic-gkai00mp/gkai00mp.ttf", "AR PL KaitiM GB");

  private static final File ROOT = new File("/usr/share/fonts");
  private static final Map<Face, Font> LOADED = new EnumMap<>(Face.class);

  private final String file;
  private final String fontName;

  Face(String file, String fontName) {
    this.file = file;
    this.fontName = fontName;
  }

  /**
   * This face with an em of so many units. Where it is not installed Noto's serif stands in, and
   * says so; without Noto there is nothing to draw with.
   */
  Font size(double em) {
    synchronized (LOADED) {
      return LOADED.computeIfAbsent(this, face -> face.load()).deriveFont((float) em);
    }
  }

  private Font load() {
    File path = new File(ROOT, file);
    if (!path.exists() && this != NOTO_SERIF) {
      System.out.println(fontName + " is not installed: " + NOTO_SERIF.fontName + " stands in");
      return NOTO_SERIF.load();
    }
    try {
      for (Font font : Font.createFonts(path)) {
        if (font.getFontName().equals(fontName)) {
          return font;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " is missing; fix: sudo ./sanwei test installs it", e);
    } catch (FontFormatException e) {
      throw new IllegalStateException(path + " is no typeface", e);
    }
    throw new IllegalStateException(path + " holds no " + fontName);
  }
}
