package org.sanwei.routes.read.raster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Walks the directories of a TIFF. They may neither loop nor be more than the limit, and all that
 * they point to must lie within the file.
 */
final class TiffDirectories {
  private static final int ENTRY_BYTES = 12;
  private static final int MOST_ENTRIES = 400;
  private static final Set<Integer> COMPRESSIONS = Set.of(1, 2, 3, 4, 5, 7, 8, 32773, 32946);
  private static final int[] TYPE_BYTES = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

  private final Bytes in;
  private final PictureLimits limits;

  TiffDirectories(byte[] bytes, PictureLimits limits) {
    this.in = new Bytes(bytes, bytes.length > 0 && bytes[0] == 'I');
    this.limits = limits;
  }

  List<PageShape> pages() {
    List<PageShape> pages = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    long at = in.intAt(4);
    while (at != 0) {
      if (!seen.add(at)) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      if (pages.size() == limits.pages()) {
        throw new Bytes.No(Refusal.TOO_LARGE);
      }
      int entries = in.shortAt(at);
      if (entries == 0 || entries > MOST_ENTRIES) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      pages.add(page(at + 2, entries));
      at = in.intAt(at + 2 + (long) entries * ENTRY_BYTES);
    }
    if (pages.isEmpty()) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    return pages;
  }

  private PageShape page(long at, int entries) {
    Directory page = new Directory();
    for (int i = 0; i < entries; i++) {
      entry(at + (long) i * ENTRY_BYTES, page);
    }
    page.check(limits, in);
    boolean fax = page.compression >= 2 && page.compression <= 4;
    double perInch = page.unit == 3 ? 2.54 : page.unit == 2 ? 1 : 0;
    return new PageShape(
        (int) page.width,
        (int) page.height,
        (int) Math.round(page.across * perInch),
        (int) Math.round(page.down * perInch),
        fax);
  }

  private void entry(long at, Directory page) {
    int tag = in.shortAt(at);
    int type = in.shortAt(at + 2);
    long count = in.intAt(at + 4);
    if (type < 1 || type >= TYPE_BYTES.length) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    long size = count * TYPE_BYTES[type];
    long where = size <= 4 ? at + 8 : in.intAt(at + 8);
    if (!in.has(where, size)) {
      throw new Bytes.No(Refusal.BROKEN);
    }
    Values values = new Values(in, type, count, where);
    switch (tag) {
      case 256 -> page.width = values.number(0);
      case 257 -> page.height = values.number(0);
      case 258 -> page.bits = values;
      case 259 -> page.compression = (int) values.number(0);
      case 277 -> page.samples = values.number(0);
      case 273, 324 -> page.offsets = values;
      case 279, 325 -> page.counts = values;
      case 282 -> page.across = values.ratio();
      case 283 -> page.down = values.ratio();
      case 296 -> page.unit = (int) values.number(0);
      case 322 -> page.tileWidth = values.number(0);
      case 323 -> page.tileHeight = values.number(0);
      case 330, 34665, 34853 -> page.nested = true;
      default -> {
        // what does not bear on decoding is left to the bounds above
      }
    }
  }

  /** The values of one entry. */
  private record Values(Bytes in, int type, long count, long where) {
    long number(long index) {
      if (index >= count) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      return switch (type) {
        case 1 -> in.byteAt(where + index);
        case 3 -> in.shortAt(where + 2 * index);
        case 4 -> in.intAt(where + 4 * index);
        default -> throw new Bytes.No(Refusal.BROKEN);
      };
    }

    double ratio() {
      if (type != 5 || count < 1) {
        return 0;
      }
      long above = in.intAt(where);
      long below = in.intAt(where + 4);
      return below == 0 ? 0 : Math.min(10_000, (double) above / below);
    }
  }

  /** What one directory says of decoding. */
  private static final class Directory {
    private long width;
    private long height;
    private int compression = 1;
    private long samples = 1;
    private Values bits = new Values(new Bytes(new byte[] {1}, true), 1, 1, 0);
    private Values offsets = new Values(new Bytes(new byte[0], true), 1, 0, 0);
    private Values counts = offsets;
    private double across;
    private double down;
    private int unit = 2;
    private long tileWidth;
    private long tileHeight;
    private boolean nested;

    void check(PictureLimits limits, Bytes in) {
      if (!limits.holds(width, height)) {
        throw new Bytes.No(width == 0 || height == 0 ? Refusal.BROKEN : Refusal.TOO_LARGE);
      }
      if (!COMPRESSIONS.contains(compression) || samples < 1 || samples > 4 || nested) {
        throw new Bytes.No(Refusal.UNSUPPORTED);
      }
      for (long i = 0; i < Math.min(bits.count, samples); i++) {
        long depth = bits.number(i);
        if (depth != 1 && depth != 2 && depth != 4 && depth != 8 && depth != 16) {
          throw new Bytes.No(Refusal.UNSUPPORTED);
        }
      }
      if (tileWidth != 0 || tileHeight != 0) {
        tiles(limits);
      }
      strips(in);
    }

    private void tiles(PictureLimits limits) {
      if (tileWidth < 8 || tileHeight < 8 || tileWidth > 2 * width + 512) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      if (!limits.holds(tileWidth, tileHeight)) {
        throw new Bytes.No(Refusal.TOO_LARGE);
      }
    }

    private void strips(Bytes in) {
      if (offsets.count == 0 || offsets.count != counts.count) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      if (offsets.count > Math.max(height, 64) * samples) {
        throw new Bytes.No(Refusal.BROKEN);
      }
      long all = 0;
      for (long i = 0; i < offsets.count; i++) {
        long size = counts.number(i);
        all += size;
        if (!in.has(offsets.number(i), size)) {
          throw new Bytes.No(Refusal.BROKEN);
        }
      }
      if (all > 2L * in.length()) {
        throw new Bytes.No(Refusal.BROKEN); // strips that share their bytes
      }
    }
  }
}
