package org.sanwei.routes.read.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/**
 * A zip in memory, read by its directory and held against its local headers. Wherever two programs
 * could see two archives (something before, between or after the entries, entries over each other
 * or of one name, headers that disagree) it is {@link #odd()}. Bad bytes never throw.
 */
public final class Zip {
  static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL_BYTES = 46;
  private static final int LOCAL_BYTES = 30;
  private static final int ENCRYPTED = 1;
  private static final int SIZES_BEHIND = 1 << 3;
  private static final int SEALED_DIRECTORY = 1 << 13;
  private static final int UTF_8_NAME = 1 << 11;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int AES = 99;
  private static final int UNICODE_NAME = 0x7075;
  private static final int SIZES_64 = 1;
  private static final long UNSAID = 0xFFFF_FFFFL;
  private static final int MOST_EXTRA = 2_048;
  private static final int BUFFER = 1 << 16;

  /** Sizes of what may stand behind an entry whose sizes were not known before it. */
  private static final Set<Integer> BEHIND = Set.of(0, 12, 16, 20, 24);

  /**
   * One entry: sizes in bytes, {@code at} where its bytes begin, or -1 when they cannot be found.
   * {@code path} is its name as UTF-8, for looking an office paper's parts up.
   */
  public record Entry(
      Name name,
      String path,
      @Nullable Name other,
      Name comment,
      int flags,
      int method,
      long crc,
      long packedBytes,
      long bytes,
      int at,
      int from) {
    /** A name that ends with a stroke has no bytes. */
    public boolean folder() {
      return path.endsWith("/") && bytes == 0;
    }

    /** Where its bytes end. */
    private long end() {
      return at < 0 ? from : at + packedBytes;
    }

    @Override
    public String toString() {
      return "Entry[" + packedBytes + " bytes]";
    }
  }

  private final ByteBuffer zip;
  private final List<Entry> entries = new ArrayList<>();
  private Name comment = Name.NONE;
  private int shift;
  private boolean odd;

  private Zip(byte[] bytes) {
    zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  public static Zip of(byte[] bytes) {
    Zip zip = new Zip(bytes);
    try {
      zip.directory();
    } catch (IndexOutOfBoundsException e) {
      zip.odd = true;
    }
    return zip;
  }

  /** Whether a zip's directory stands near the end of bytes that look like something else. */
  public static boolean hiddenIn(byte[] bytes) {
    return ZipDirectory.near(bytes, false);
  }

  /** Whether bytes that hold other files end as a zip of their own. */
  public static boolean ends(byte[] bytes) {
    return ZipDirectory.near(bytes, true);
  }

  /** In the directory's order. */
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Whether an entry has this name. */
  public boolean has(String path) {
    return entries.stream().anyMatch(entry -> entry.path().equals(path));
  }

  /** What the archive says of itself. */
  public Name comment() {
    return comment;
  }

  /** Two programs could see two archives. */
  public boolean odd() {
    return odd;
  }

  private void directory() {
    @Nullable ZipDirectory found = ZipDirectory.find(zip);
    if (found == null) {
      odd = true;
      return;
    }
    odd = found.odd();
    shift = found.shift();
    comment = Name.raw(found.comment(), false);
    int at = found.start();
    for (int n = 0; n < found.entries(); n++) {
      if (zip.getInt(at) != CENTRAL) {
        odd = true;
        break;
      }
      at = entry(at);
    }
    odd |= at > zip.limit();
    covered(found.start());
    Set<String> names = new HashSet<>();
    odd |= entries.stream().anyMatch(entry -> !names.add(entry.path()));
  }

  /** Behind the directory's entry at {@code at}. */
  private int entry(int at) {
    int nameBytes = unsigned(at + 28);
    int extraBytes = unsigned(at + 30);
    int commentBytes = unsigned(at + 32);
    int extra = at + CENTRAL_BYTES + nameBytes;
    byte[] raw = run(at + CENTRAL_BYTES, nameBytes);
    int flags = unsigned(at + 8);
    long size = Integer.toUnsignedLong(zip.getInt(at + 24));
    long packed = Integer.toUnsignedLong(zip.getInt(at + 20));
    long offset = Integer.toUnsignedLong(zip.getInt(at + 42));
    Extra more = extra(extra, extraBytes, size, packed, offset);
    odd |= unsigned(at + 34) != 0; // another disk
    Name name = Name.raw(raw, (flags & UTF_8_NAME) != 0);
    Name said = Name.raw(run(extra + extraBytes, commentBytes), (flags & UTF_8_NAME) != 0);
    Entry entry =
        new Entry(
            name,
            new String(raw, java.nio.charset.StandardCharsets.UTF_8),
            more.name,
            said,
            flags,
            unsigned(at + 10),
            Integer.toUnsignedLong(zip.getInt(at + 16)),
            more.packed,
            more.size,
            -1,
            (int) Math.min(zip.limit(), Math.max(0, more.offset + shift)));
    entries.add(local(entry, raw));
    return extra + extraBytes + commentBytes;
  }

  private static final class Extra {
    private long size;
    private long packed;
    private long offset;
    private @Nullable Name name;
  }

  private Extra extra(int from, int length, long size, long packed, long offset) {
    Extra extra = new Extra();
    extra.size = size;
    extra.packed = packed;
    extra.offset = offset;
    odd |= length > MOST_EXTRA;
    int at = from;
    while (at + 4 <= from + length) {
      int id = unsigned(at);
      int bytes = unsigned(at + 2);
      int field = at + 4;
      if (id == SIZES_64) {
        sizes(extra, field, bytes);
      } else if (id == UNICODE_NAME && bytes > 5) {
        extra.name = Name.raw(run(field + 5, bytes - 5), true);
      }
      at = field + bytes;
    }
    return extra;
  }

  private void sizes(Extra extra, int field, int bytes) {
    int at = field;
    int end = field + bytes;
    if (extra.size == UNSAID && at + 8 <= end) {
      extra.size = zip.getLong(at);
      at += 8;
    }
    if (extra.packed == UNSAID && at + 8 <= end) {
      extra.packed = zip.getLong(at);
      at += 8;
    }
    if (extra.offset == UNSAID && at + 8 <= end) {
      extra.offset = zip.getLong(at);
    }
  }

  /** The entry with the place of its bytes, held against the header that stands before them. */
  private Entry local(Entry e, byte[] name) {
    int at = e.from();
    if (at + LOCAL_BYTES > zip.limit() || zip.getInt(at) != LOCAL || e.packedBytes() < 0) {
      odd = true;
      return e;
    }
    int nameBytes = unsigned(at + 26);
    int extraBytes = unsigned(at + 28);
    int start = at + LOCAL_BYTES + nameBytes + extraBytes;
    if (start > zip.limit() || e.packedBytes() > zip.limit() - start) {
      odd = true;
      return e;
    }
    byte[] localName = run(at + LOCAL_BYTES, nameBytes);
    @Nullable Name other = e.other();
    if (!Arrays.equals(localName, name)) {
      odd = true;
      other = Name.raw(localName, (unsigned(at + 6) & UTF_8_NAME) != 0);
    }
    int flags = unsigned(at + 6);
    odd |= ((flags ^ e.flags()) & (ENCRYPTED | SIZES_BEHIND)) != 0;
    odd |= unsigned(at + 8) != e.method() || extraBytes > MOST_EXTRA;
    odd |= (flags & SIZES_BEHIND) == 0 && disagrees(at, e);
    return new Entry(
        e.name(),
        e.path(),
        other,
        e.comment(),
        e.flags() | flags & ENCRYPTED,
        e.method(),
        e.crc(),
        e.packedBytes(),
        e.bytes(),
        start,
        at);
  }

  private boolean disagrees(int at, Entry e) {
    long packed = Integer.toUnsignedLong(zip.getInt(at + 18));
    long size = Integer.toUnsignedLong(zip.getInt(at + 22));
    return (packed != UNSAID && packed != e.packedBytes()) || (size != UNSAID && size != e.bytes());
  }

  /** Entries have to stand one behind the other, from the beginning to the directory. */
  private void covered(int directory) {
    List<Entry> byPlace = new ArrayList<>(entries);
    byPlace.sort(Comparator.comparingInt(Entry::from));
    long end = 0;
    boolean behind = false;
    for (Entry entry : byPlace) {
      gap(entry.from() - end, behind);
      end = entry.end();
      behind = (entry.flags() & SIZES_BEHIND) != 0;
    }
    if (!entries.isEmpty()) {
      gap(directory - end, behind);
    }
  }

  private void gap(long bytes, boolean behind) {
    odd |= behind ? bytes > 24 || !BEHIND.contains((int) bytes) : bytes != 0;
  }

  /** The bytes of an entry, and what is wrong with them. */
  public Expanded expand(Entry entry, Allowance allowance) {
    if (!allowance.left()) {
      return Expanded.none(UnreadReason.TOO_LARGE);
    }
    if ((entry.flags() & (ENCRYPTED | SEALED_DIRECTORY)) != 0 || entry.method() == AES) {
      return Expanded.none(UnreadReason.ENCRYPTED);
    }
    if (entry.at() < 0) {
      return Expanded.none(UnreadReason.BROKEN);
    }
    if (entry.method() != STORED && entry.method() != DEFLATED) {
      return Expanded.none(UnreadReason.UNKNOWN_FORMAT);
    }
    Expanded expanded =
        entry.method() == STORED ? stored(entry, allowance) : inflated(entry, allowance);
    return expanded.why() == null ? checked(entry, expanded) : expanded;
  }

  private Expanded stored(Entry entry, Allowance allowance) {
    int length = (int) entry.packedBytes();
    return allowance.take(length, length, length)
        ? new Expanded(run(entry.at(), length), null)
        : Expanded.none(UnreadReason.TOO_LARGE);
  }

  private Expanded inflated(Entry entry, Allowance allowance) {
    Inflater inflater = new Inflater(true);
    Expanded.Counted out = new Expanded.Counted(allowance, entry.packedBytes());
    try {
      inflater.setInput(zip.array(), entry.at(), (int) entry.packedBytes());
      byte[] buffer = new byte[BUFFER];
      while (!inflater.finished()) {
        int got = inflater.inflate(buffer);
        if (got == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
          return new Expanded(out.bytes(), UnreadReason.BROKEN);
        }
        out.write(buffer, 0, got);
      }
      boolean whole = inflater.getRemaining() == 0;
      return new Expanded(out.bytes(), whole ? null : UnreadReason.BROKEN);
    } catch (DataFormatException e) {
      return new Expanded(out.bytes(), UnreadReason.BROKEN);
    } catch (java.io.IOException e) {
      return Expanded.tooLarge(out.bytes());
    } finally {
      inflater.end();
    }
  }

  private static Expanded checked(Entry entry, Expanded expanded) {
    CRC32 crc = new CRC32();
    crc.update(expanded.bytes());
    boolean right = crc.getValue() == entry.crc() && expanded.bytes().length == entry.bytes();
    return right ? expanded : new Expanded(expanded.bytes(), UnreadReason.BROKEN);
  }

  private int unsigned(int at) {
    return Short.toUnsignedInt(zip.getShort(at));
  }

  private byte[] run(int from, int length) {
    byte[] run = new byte[length];
    zip.get(from, run);
    return run;
  }
}
