package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.archive.Allowance;
import org.sanwei.routes.read.archive.Archives;
import org.sanwei.routes.read.archive.Name;
import org.sanwei.routes.read.archive.Sink;
import org.sanwei.routes.read.archive.Zip;
import org.sanwei.routes.read.ofd.OfdPaper;
import org.sanwei.routes.read.ofd.OfdSink;
import org.sanwei.routes.read.office.OfficePaper;
import org.sanwei.routes.read.raster.PictureCheck;
import org.sanwei.routes.read.raster.PictureLimits;

/** Parsers of our own, each fed with any bytes below the net that catches what a parser throws. */
final class FuzzTargets {
  private static final int CHARACTERS = 200_000;
  private static final ReadLimits LIMITS = ReadLimits.DEFAULTS;
  private static final byte[] SOUND_ZIP =
      Zips.zip()
          .with("一.txt", "水位正常")
          .stored("二.txt", "机密★10年".getBytes(UTF_8))
          .comment("注".getBytes(UTF_8))
          .bytes();

  private FuzzTargets() {}

  /** By the name under which their findings are kept. */
  static Map<String, Consumer<byte[]>> all() {
    Map<String, Consumer<byte[]>> all = new TreeMap<>();
    all.put("ofd", FuzzTargets::ofd);
    all.put("paper", FuzzTargets::paper);
    all.put("zip", FuzzTargets::zip);
    all.put("decoding", FuzzTargets::decoding);
    all.put("mime", FuzzTargets::mime);
    all.put("tiff", FuzzTargets::tiff);
    return all;
  }

  /** The bytes as every kind of part that an OFD has. */
  static void ofd(byte[] bytes) {
    byte[] zip =
        Zips.zip()
            .with("OFD.xml", bytes)
            .with("Doc_0/Document.xml", bytes)
            .with("Doc_0/Pages/Page_0/Content.xml", bytes)
            .with("Doc_0/Annots/Annotation.xml", bytes)
            .bytes();
    OfdPaper.read(Zip.of(zip), allowance(), CHARACTERS, 20, () -> {}, new Nothing());
  }

  static void paper(byte[] bytes) {
    byte[] zip =
        Papers.open()
            .with("word/document.xml", bytes)
            .with("word/styles.xml", bytes)
            .with("xl/workbook.xml", bytes)
            .with("xl/sharedStrings.xml", bytes)
            .with("xl/worksheets/sheet1.xml", bytes)
            .bytes();
    OfficePaper.read(Zip.of(zip), allowance(), CHARACTERS, () -> {}, new Nothing());
  }

  /** The bytes as a zip, and as changes of a sound one: place, place, value. */
  static void zip(byte[] bytes) {
    Archives.zip(Zip.of(bytes), allowance(), new Nothing());
    byte[] edited = SOUND_ZIP.clone();
    for (int i = 0; i + 2 < bytes.length; i += 3) {
      int at = ((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF) % edited.length;
      edited[at] = bytes[i + 2];
    }
    Zip zip = Zip.of(edited);
    Archives.zip(zip, allowance(), new Nothing());
    Polyglot.zipBesides(Form.PICTURE, edited);
  }

  static void decoding(byte[] bytes) {
    for (String declared : List.of("", "utf-8", "gbk", "utf-16", "iso-2022-jp", "x")) {
      TextDecoding decoding = TextDecoding.of(bytes, List.of(declared));
      if (decoding.readings().isEmpty()) {
        throw new IllegalStateException("no reading at all");
      }
    }
  }

  static void mime(byte[] bytes) {
    Gathering gathering = new Gathering(LIMITS, bytes.length);
    MailReading mail = new MailReading(gathering, LIMITS);
    Pictures none = new PictureReading(gathering, Sight.WHOLE, null);
    mail.read(bytes, "", 1, new PieceReading(gathering, LIMITS, mail, none));
    String head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n";
    byte[] part = (head + new String(bytes, ISO_8859_1) + "\r\n--b--\r\n").getBytes(ISO_8859_1);
    mail.read(part, "", 1, new PieceReading(gathering, LIMITS, mail, none));
  }

  static void tiff(byte[] bytes) {
    PictureCheck.look(bytes, PictureLimits.DEFAULT);
    for (String sign : List.of("II*\0", "MM\0*")) {
      byte[] tiff = (sign + new String(bytes, ISO_8859_1)).getBytes(ISO_8859_1);
      PictureCheck.look(tiff, PictureLimits.DEFAULT);
      TiffPages.count(tiff);
    }
  }

  private static Allowance allowance() {
    return new Allowance(1_000, 1 << 22, 1 << 24, () -> {});
  }

  private static final class Nothing implements OfdSink, Sink {
    @Override
    public void text(String name, Place place, String text) {}

    @Override
    public void file(String name, byte[] bytes) {}

    @Override
    public void unread(UnreadReason why) {}

    @Override
    public void pages(int count) {}

    @Override
    public void seal() {}

    @Override
    public void file(Name name, byte[] bytes, @Nullable UnreadReason why) {}

    @Override
    public void note(Name name) {}

    @Override
    public void trouble(UnreadReason why) {}
  }
}
