package org.sanwei.routes.read;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.PageLine;
import org.sanwei.routes.message.PagePicture;
import org.sanwei.routes.read.ocr.FaxHeader;
import org.sanwei.routes.read.ocr.Pace;
import org.sanwei.routes.read.ocr.PageKind;
import org.sanwei.routes.read.ocr.ReadLine;
import org.sanwei.routes.read.ocr.ReadPage;
import org.sanwei.routes.read.ocr.ShownPage;
import org.sanwei.routes.read.ocr.Zone;
import org.sanwei.routes.read.raster.Decoded;
import org.sanwei.routes.read.raster.PageRaster;
import org.sanwei.routes.read.raster.Picture;
import org.sanwei.routes.read.raster.PictureCheck;
import org.sanwei.routes.read.raster.PictureDecoder;
import org.sanwei.routes.read.raster.PictureLimits;
import org.sanwei.routes.read.raster.Refusal;
import org.sanwei.routes.read.raster.Samples;

/**
 * Reads pictures: the text of each page is a part, what stands above or upon it are parts that
 * count as head, and every doubt is a reason to hold.
 */
final class PictureReading implements Pictures {
  /** Other readings and stamps of one page; what is more would be an attack. */
  private static final int MOST_ABOVE = 60;

  /** So many pictures are looked at to find the head of a page: the first may be a logo. */
  private static final int MOST_HEADS = 3;

  /** A page's head says more than a logo does, in characters. */
  private static final int LEAST_HEAD = 20;

  /** So sure, of 100, must be who counts pages by what a fax machine printed on them. */
  private static final int CLEAR = 85;

  private final Gathering gathering;
  private final Depth depth;
  private final @Nullable Eyes eyes;
  private boolean headRead;
  private int headsLookedAt;

  /**
   * @param eyes null where there are none: every picture is unread then
   */
  PictureReading(Gathering gathering, Depth depth, @Nullable Eyes eyes) {
    this.gathering = gathering;
    this.depth = depth;
    this.eyes = eyes;
  }

  @Override
  public void file(Piece piece, Form form) {
    Picture looked = PictureCheck.look(piece.bytes(), PictureLimits.DEFAULT);
    if (form == Form.TIFF) {
      gathering.addPages(
          looked instanceof Picture.Sound sound
              ? sound.pages().size()
              : TiffPages.count(piece.bytes()));
    }
    if (looked instanceof Picture.Sound sound) {
      pages(piece, sound);
    } else if (looked instanceof Picture.Refused refused) {
      gathering.unread(piece.position(), reason(refused.why()));
    }
  }

  private void pages(Piece piece, Picture.Sound sound) {
    for (int page = 0; page < sound.pages().size(); page++) {
      if (!wanted(piece.position())) {
        return;
      }
      gathering.checkpoint();
      Decoded decoded = PictureDecoder.decode(sound, page);
      if (decoded instanceof Decoded.Page raster) {
        page(piece.position(), piece.label(), page + 1, raster.raster());
        PageRaster otherwise = raster.otherwise();
        if (otherwise != null && depth == Depth.WHOLE) {
          otherwise(piece, page + 1, otherwise);
        }
      } else if (decoded instanceof Decoded.Refused refused) {
        gathering.unread(piece.position(), reason(refused.why()));
      }
    }
  }

  @Override
  public boolean wanted(String position) {
    if (depth == Depth.WHOLE && eyes != null || depth == Depth.HEADS && eyes != null && !headRead) {
      return true;
    }
    gathering.unread(position, UnreadReason.PICTURE);
    if (depth != Depth.WHOLE) {
      gathering.pictureWaits();
    }
    return false;
  }

  @Override
  public void page(Piece piece, int page, BufferedImage drawn) {
    page(piece.position(), piece.label(), page, Samples.of(drawn, 0));
  }

  /** Pages of one file count from 1. */
  private void page(String position, String label, int number, PageRaster raster) {
    if (eyes == null) {
      return;
    }
    String name = label + "#p" + number;
    if (depth == Depth.HEADS) {
      ReadPage head = eyes.head(raster, Pace.untilInterrupted());
      // The first picture of a mail may be its sender's logo.
      headsLookedAt++;
      headRead = head.text().strip().length() >= LEAST_HEAD || headsLookedAt == MOST_HEADS;
      add(position, name, head);
      // The rest of the page, and all others, are for later.
      gathering.unread(position, UnreadReason.PICTURE);
      gathering.pictureWaits();
      return;
    }
    ReadPage read = eyes.whole(raster, Pace.untilInterrupted());
    String text = add(position, name, read);
    numbered(read);
    read.doubts().forEach(doubt -> gathering.unread(position, doubt.reason()));
    gathering.recognised(position, read.confidence(), read.seal());
    ShownPage shown = read.shown();
    if (shown != null && (!read.lines().isEmpty() || read.kind() == PageKind.PHOTOGRAPH)) {
      gathering.picture(
          new PagePicture(
              position,
              number,
              text,
              shown.png(),
              shown.width(),
              shown.height(),
              lines(read, shown)));
    }
  }

  /** A number that the machine's line shows clearly is taken at its word, and no other. */
  private void numbered(ReadPage read) {
    FaxHeader header = read.faxHeader();
    boolean clear =
        read.lines().stream()
            .filter(line -> line.zone() == Zone.FAX_LINE)
            .allMatch(line -> line.confidence() >= CLEAR);
    if (header != null && clear) {
      gathering.faxPage(header.page(), header.pages());
    } else if (read.kind() != PageKind.LOGO) {
      gathering.faxPage(0, 0);
    }
  }

  /** What is light and dark on nothing is read upon both: its text and its doubts count, too. */
  private void otherwise(Piece piece, int page, PageRaster raster) {
    if (eyes == null) {
      return;
    }
    ReadPage read = eyes.whole(raster, Pace.untilInterrupted());
    String unused = add(piece.position(), piece.label() + "#p" + page + "#ground", read);
    read.doubts().forEach(doubt -> gathering.unread(piece.position(), doubt.reason()));
    gathering.recognised(piece.position(), read.confidence(), read.seal());
  }

  /** The name of the part with the page's text. */
  private String add(String position, String name, ReadPage read) {
    List<String> above = read.above();
    if (above.size() > MOST_ABOVE) {
      gathering.unread(position, UnreadReason.UNSURE);
    }
    String kept = gathering.named(position, name, Place.ATTACHMENT, read.text().stripTrailing());
    for (int i = 0; i < Math.min(MOST_ABOVE, above.size()); i++) {
      gathering.text(position, name + "#above" + (i + 1), Place.HEADER, above.get(i));
    }
    FaxHeader header = read.faxHeader();
    if (header != null) {
      gathering.text(position, name + "#fax", Place.SENDER, said(header));
      gathering.sender(header.senderNumber() == null ? "" : header.senderNumber());
    }
    return kept;
  }

  private static String said(FaxHeader header) {
    StringBuilder said = new StringBuilder("传真机页眉");
    if (header.senderNumber() != null) {
      said.append("，号码 ").append(header.senderNumber());
    }
    if (header.sentAt() != null) {
      said.append("，时间 ").append(header.sentAt());
    }
    if (header.page() > 0) {
      said.append("，第 ").append(header.page()).append(" 页");
    }
    if (header.pages() > 0) {
      said.append("，共 ").append(header.pages()).append(" 页");
    }
    return said.toString();
  }

  /** A box that is a little wider than its line may stick out of the page. */
  private static List<PageLine> lines(ReadPage read, ShownPage shown) {
    List<PageLine> lines = new ArrayList<>();
    for (ReadLine line : read.lines()) {
      if (!line.text().isBlank()) {
        lines.add(
            new PageLine(
                line.text(),
                line.confidence(),
                within(line.left(), shown.width()),
                within(line.top(), shown.height()),
                within(line.right(), shown.width()),
                within(line.bottom(), shown.height()),
                line.zone().word()));
      }
    }
    return lines;
  }

  private static int within(int pixel, int side) {
    return Math.max(0, Math.min(pixel, side));
  }

  private static UnreadReason reason(Refusal why) {
    return switch (why) {
      case NOT_A_PICTURE, UNSUPPORTED -> UnreadReason.PICTURE;
      case BROKEN -> UnreadReason.BROKEN;
      case TOO_LARGE -> UnreadReason.TOO_LARGE;
    };
  }
}
