package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.sanwei.routes.read.Hostile.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;

/** Archives that expand without end, contain themselves, lie or leave their folder. */
final class HostileArchives {
  private static final int MEGABYTE = 1024 * 1024;
  private static final byte[] SPACES = Zips.spaces(MEGABYTE);
  private static final byte[] TEXT = "水位正常".getBytes(UTF_8);

  private HostileArchives() {}

  static List<Hostile> all() {
    return List.of(
        file("a zip of one file of 200 MB", () -> Zips.zip().packed("a.txt", bomb(200)).bytes()),
        file("a zip of thirty files of 10 MB", HostileArchives::manyBombs),
        file("a zip whose entries share their bytes", HostileArchives::overlapping),
        file("zips inside each other", () -> nested(30, TEXT)),
        file("zips of zips of zips of bombs", HostileArchives::tree),
        file("a zip of 30,000 entries", HostileArchives::crowd),
        file("a gzip that contains itself", GzipQuine::bytes),
        file("a gzip that contains itself, in a zip", () -> one("q.gz", GzipQuine.bytes())),
        file("a gzip of 200 MB", () -> gzip(200)),
        file("gzips inside each other", HostileArchives::gzips),
        file("a bzip2 of 100 MB", () -> packed(new ByteArrayOutputStream(), true)),
        file("an xz of 100 MB", () -> packed(new ByteArrayOutputStream(), false)),
        file("a path that leaves its folder", () -> one("../../../../tmp/x.txt", TEXT)),
        file("a path from the root", () -> one("/etc/cron.d/x", TEXT)),
        file("a path of another system", () -> one("..\\..\\x.txt", TEXT)),
        file("a path on a drive", () -> one("C:\\x.txt", TEXT)),
        file("an encrypted entry", () -> Zips.zip().encrypted("a.txt", TEXT).bytes()),
        file("an unknown method", () -> Zips.zip().withMethod("a.txt", 97, TEXT).bytes()),
        file("a zip cut in its middle", () -> cut(one("a.txt", SPACES), 2)),
        file("a zip without its end", () -> cut(one("a.txt", TEXT), 1)),
        file("two entries of one name", () -> Zips.zip().with("a", TEXT).with("a", SPACES).bytes()),
        file("two names of one entry", () -> Zips.zip().withTwoNames("a", "b", TEXT).bytes()),
        file("something behind a zip", () -> Zips.zip().with("a.txt", TEXT).behind(TEXT).bytes()),
        file("something before a zip", () -> Zips.zip().with("a.txt", TEXT).before(pk()).bytes()),
        file("an entry that no directory lists", HostileArchives::unlisted),
        file("a zip that claims 2^63 bytes", HostileArchives::claims),
        file("a tar that claims 8 GB", HostileArchives::largeTar),
        file("a tar of links to itself", HostileArchives::links),
        file("a tar cut short", () -> cut(ArchiveReadingTest.tar("a.txt", "x".repeat(5000)), 2)),
        file("a 7z of noise behind its head", HostileArchives::noisySevenZip),
        file("a 7z cut short", () -> cut(ArchiveReadingTest.sevenZip("a", "x".repeat(999)), 2)),
        file(
            "a RAR of the fifth kind",
            () -> ("Rar!\u001A\u0007\1\0" + "x".repeat(99)).getBytes(US_ASCII)),
        file("a RAR cut short", () -> cut(ArchiveReadingTest.rar(pk(), SPACES, 0), 2)),
        file("a RAR with an encrypted file", () -> ArchiveReadingTest.rar(pk(), TEXT, 4)),
        file("a RAR that goes on in another file", () -> ArchiveReadingTest.rar(pk(), TEXT, 2)),
        file("a cabinet", () -> "MSCF\0\0\0\0 and more".getBytes(US_ASCII)));
  }

  private static byte[] pk() {
    return "PK\u0003\u0004".getBytes(US_ASCII);
  }

  private static byte[] one(String name, byte[] content) {
    return Zips.zip().with(name, content).bytes();
  }

  private static byte[] cut(byte[] whole, int by) {
    return Arrays.copyOf(whole, by == 1 ? whole.length - 1 : whole.length / by);
  }

  private static byte[] bomb(int megabytes) {
    return Zips.deflated(SPACES, megabytes);
  }

  private static byte[] manyBombs() {
    byte[] bomb = bomb(10);
    Zips zip = Zips.zip();
    for (int n = 0; n < 30; n++) {
      zip.packed(n + ".txt", bomb);
    }
    return zip.bytes();
  }

  private static byte[] overlapping() {
    return Zips.zip().packed("a.txt", bomb(10)).listed(200).bytes();
  }

  private static byte[] nested(int times, byte[] inmost) {
    byte[] zip = inmost;
    for (int n = 0; n < times; n++) {
      zip = one(n + ".zip", zip);
    }
    return zip;
  }

  private static byte[] tree() {
    byte[] zip = manyBombs();
    for (int level = 0; level < 3; level++) {
      Zips next = Zips.zip();
      for (int n = 0; n < 8; n++) {
        next.with(n + ".zip", zip);
      }
      zip = next.bytes();
    }
    return zip;
  }

  private static byte[] crowd() {
    Zips zip = Zips.zip();
    for (int n = 0; n < 30_000; n++) {
      zip.stored(n + ".txt", new byte[0]);
    }
    return zip.bytes();
  }

  private static byte[] gzip(int megabytes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int n = 0; n < megabytes; n++) {
        out.write(SPACES);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] gzips() throws IOException {
    byte[] bytes = TEXT;
    for (int n = 0; n < 50; n++) {
      bytes = ArchiveReadingTest.gzip(bytes);
    }
    return bytes;
  }

  private static byte[] packed(ByteArrayOutputStream bytes, boolean bzip) throws IOException {
    try (OutputStream out =
        bzip ? new BZip2CompressorOutputStream(bytes) : new XZCompressorOutputStream(bytes)) {
      for (int n = 0; n < 100; n++) {
        out.write(SPACES);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] unlisted() {
    byte[] hidden = one("hidden.txt", TEXT);
    return Zips.zip().with("a.txt", TEXT).beforeTheDirectory(Arrays.copyOf(hidden, 60)).bytes();
  }

  private static byte[] claims() {
    byte[] zip = one("a.txt", TEXT);
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int directory = bytes.getInt(zip.length - 6);
    bytes.putInt(directory + 24, -1).putInt(directory + 20, -1);
    return zip;
  }

  private static byte[] largeTar() throws IOException {
    byte[] tar = ArchiveReadingTest.tar("a.txt", "x");
    byte[] size = "77777777777\0".getBytes(US_ASCII);
    System.arraycopy(size, 0, tar, 124, size.length);
    int sum = 0;
    Arrays.fill(tar, 148, 156, (byte) ' ');
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xFF;
    }
    byte[] octal = String.format("%06o\0 ", sum).getBytes(US_ASCII);
    System.arraycopy(octal, 0, tar, 148, octal.length);
    return tar;
  }

  private static byte[] links() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
      TarArchiveEntry link = new TarArchiveEntry("a", TarConstants.LF_SYMLINK);
      link.setLinkName("../../a");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static byte[] noisySevenZip() throws IOException {
    byte[] archive = ArchiveReadingTest.sevenZip("a.txt", "x".repeat(1000));
    for (int i = 40; i < archive.length; i++) {
      archive[i] = (byte) (i * 31);
    }
    return archive;
  }
}
