package org.sanwei.routes.read.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.sanwei.config.policy.UnreadReason;

/**
 * Takes an archive apart, whichever of the known kinds it is. Bad bytes never throw: the sink is
 * told. What is not known (RAR 5, cabinets, Zstandard) is {@link UnreadReason#ARCHIVE}.
 */
public final class Archives {
  private static final int HEAD = 300;
  private static final int MEMORY_KIB = 64 * 1024;

  private Archives() {}

  public static void read(byte[] bytes, Allowance allowance, Sink sink) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), ISO_8859_1);
    if (head.startsWith("PK")) {
      zip(Zip.of(bytes), allowance, sink);
    } else if (head.startsWith("7z")) {
      new SevenZip(allowance, sink).read(bytes);
    } else if (head.startsWith("Rar!\u001A\u0007\0")) {
      new Rar4(allowance, sink).read(bytes);
    } else if (head.startsWith("\u001F\u008B")) {
      gzip(bytes, allowance, sink);
    } else if (head.startsWith("BZh")) {
      packed(in -> new BZip2CompressorInputStream(in, true), bytes, allowance, sink);
    } else if (head.startsWith("\u00FD7zXZ")) {
      packed(in -> new XZCompressorInputStream(in, true, MEMORY_KIB), bytes, allowance, sink);
    } else if (head.startsWith("ustar", Tar.MAGIC_AT)) {
      new Tar(allowance, sink).read(bytes);
    } else {
      sink.trouble(UnreadReason.ARCHIVE);
    }
  }

  /** A zip that has been looked at already. */
  public static void zip(Zip zip, Allowance allowance, Sink sink) {
    if (zip.odd()) {
      sink.trouble(UnreadReason.BROKEN);
    }
    if (!zip.comment().isEmpty()) {
      sink.note(zip.comment());
    }
    for (Zip.Entry entry : zip.entries()) {
      if (!allowance.entry()) {
        sink.trouble(UnreadReason.TOO_LARGE);
        return;
      }
      if (entry.other() != null) {
        sink.note(entry.other());
      }
      if (!entry.comment().isEmpty()) {
        sink.note(entry.comment());
      }
      if (entry.folder()) {
        sink.note(entry.name());
      } else {
        hand(entry.name(), zip.expand(entry, allowance), sink);
      }
    }
  }

  static void hand(Name name, Expanded expanded, Sink sink) {
    sink.file(name, expanded.bytes(), expanded.why());
  }

  private interface Opening {
    InputStream open(InputStream packed) throws IOException;
  }

  private static void gzip(byte[] bytes, Allowance allowance, Sink sink) {
    Name name = Name.NONE;
    try (GzipCompressorInputStream one =
        new GzipCompressorInputStream(new ByteArrayInputStream(bytes))) {
      String said = one.getMetaData().getFileName();
      String comment = one.getMetaData().getComment();
      name = said == null ? Name.NONE : Name.ofLatin1(said);
      if (comment != null) {
        sink.note(Name.ofLatin1(comment));
      }
    } catch (IOException | RuntimeException e) {
      sink.trouble(UnreadReason.BROKEN);
      return;
    }
    packed(name, in -> new GzipCompressorInputStream(in, true), bytes, allowance, sink);
  }

  private static void packed(Opening opening, byte[] bytes, Allowance allowance, Sink sink) {
    packed(Name.NONE, opening, bytes, allowance, sink);
  }

  private static void packed(
      Name name, Opening opening, byte[] bytes, Allowance allowance, Sink sink) {
    if (!allowance.entry() || !allowance.left()) {
      sink.trouble(UnreadReason.TOO_LARGE);
      return;
    }
    try (InputStream in = opening.open(new ByteArrayInputStream(bytes))) {
      hand(name, Expanded.of(in, bytes.length, allowance), sink);
    } catch (IOException e) {
      sink.trouble(UnreadReason.BROKEN);
    }
  }
}
