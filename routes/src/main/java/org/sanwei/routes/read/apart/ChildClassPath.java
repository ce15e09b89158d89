package org.sanwei.routes.read.apart;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Makes a child's class path of this process's own. A library of which all belongs on it is named
 * as it is; of the gateway's own jar, and of directories of classes, what belongs is copied into
 * one jar, named by a digest of what is in it, so that it is written once.
 */
final class ChildClassPath {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String JAR = "reader-";
  private static final int BUFFER = 1 << 16;

  /** 1980-01-02, which every zone can say in a zip. */
  private static final long LONG_AGO = 315_619_200_000L;

  /** An entry: its size and CRC, and how it comes into a jar of ours. */
  private interface Source {
    long size();

    long crc();

    void copy(String name, ZipArchiveOutputStream to) throws IOException;
  }

  private record Packed(ZipFile jar, ZipArchiveEntry entry) implements Source {
    @Override
    public long size() {
      return entry.getSize();
    }

    @Override
    public long crc() {
      return entry.getCrc();
    }

    /** Packed as it is: unpacking and packing it would take most of the time. */
    @Override
    public void copy(String name, ZipArchiveOutputStream to) throws IOException {
      try (InputStream raw = jar.getRawInputStream(entry)) {
        to.addRawArchiveEntry(entry, raw);
      }
    }
  }

  private record Loose(Path file, long size, long crc) implements Source {
    static Loose of(Path file) {
      try {
        byte[] bytes = Files.readAllBytes(file);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return new Loose(file, bytes.length, crc.getValue());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void copy(String name, ZipArchiveOutputStream to) throws IOException {
      add(name, Files.readAllBytes(file), to);
    }
  }

  /** A class path as java takes it, and the jar of ours on it. */
  record Made(String classPath, Path jar) {}

  private final Path directory;
  private final List<String> asTheyAre = new ArrayList<>();
  private final Map<String, Source> selected = new LinkedHashMap<>();
  private final List<ZipFile> open = new ArrayList<>();

  private ChildClassPath(Path directory) {
    this.directory = directory;
  }

  /** This process's own, from wherever it is looked at. */
  static String own() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * @param directory where the jar is kept, of mode 0700; jars of other contents are removed from
   *     it
   */
  static Made of(Path directory) throws IOException {
    ChildClassPath making = new ChildClassPath(directory);
    try {
      for (String entry : own().split(File.pathSeparator)) {
        making.take(Path.of(entry));
      }
      return making.made();
    } catch (UncheckedIOException e) {
      throw new IOException("the class path could not be read", e);
    } finally {
      for (ZipFile jar : making.open) {
        jar.close();
      }
    }
  }

  private void take(Path entry) throws IOException {
    if (Files.isDirectory(entry)) {
      takeDirectory(entry);
    } else if (Files.isRegularFile(entry)) {
      takeJar(entry);
    }
  }

  private void takeDirectory(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = root.relativize(file).toString().replace(File.separatorChar, '/');
        if (ChildClasses.has(name)) {
          selected.putIfAbsent(name, Loose.of(file));
        }
      }
    }
  }

  private void takeJar(Path file) throws IOException {
    // Its directory alone: to look at the head of each entry would take most of the time.
    ZipFile jar = ZipFile.builder().setPath(file).setIgnoreLocalFileHeader(true).get();
    open.add(jar);
    List<ZipArchiveEntry> ours = new ArrayList<>();
    boolean mixed = false;
    for (var entries = jar.getEntries(); entries.hasMoreElements(); ) {
      ZipArchiveEntry entry = entries.nextElement();
      if (ChildClasses.has(entry.getName())) {
        ours.add(entry);
      } else {
        mixed |= ChildClasses.isForeign(entry.getName());
      }
    }
    if (ours.isEmpty()) {
      return;
    }
    if (mixed) {
      ours.forEach(entry -> selected.putIfAbsent(entry.getName(), new Packed(jar, entry)));
    } else {
      asTheyAre.add(file.toAbsolutePath().toString());
    }
  }

  private Made made() throws IOException {
    Path jar = directory.resolve(JAR + digest() + ".jar").toAbsolutePath();
    forgetOthers(jar);
    if (!isWhole(jar)) {
      write(jar);
    }
    List<String> all = new ArrayList<>(List.of(jar.toString()));
    all.addAll(asTheyAre);
    return new Made(String.join(File.pathSeparator, all), jar);
  }

  /** Byte for byte what would be written: whoever can write there could have put it there. */
  private boolean isWhole(Path jar) throws IOException {
    if (!Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (SameBytes same = new SameBytes(jar)) {
      assemble(same);
      same.end();
      return true;
    } catch (SameBytes.Differs e) {
      return false;
    }
  }

  /** Over names, sizes and CRCs: a jar of ours that changed in one byte gives another one. */
  private String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      selected.entrySet().stream()
          .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
          .map(
              one -> one.getKey() + ' ' + one.getValue().size() + ' ' + one.getValue().crc() + '\n')
          .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void forgetOthers(Path jar) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith(JAR) && !file.equals(jar)) {
          Files.delete(file);
        }
      }
    }
  }

  /** Whole under its name, or not there at all. */
  private void write(Path jar) throws IOException {
    Path unfinished =
        Files.createTempFile(
            directory,
            JAR,
            ".part",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(unfinished)) {
      assemble(out);
    }
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("r--------"));
    Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The same bytes each time. */
  private void assemble(OutputStream to) throws IOException {
    BufferedOutputStream out = new BufferedOutputStream(to, BUFFER);
    ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
    add(
        MANIFEST,
        "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
        zip);
    for (Map.Entry<String, Source> one : selected.entrySet()) {
      one.getValue().copy(one.getKey(), zip);
    }
    zip.finish();
    out.flush();
  }

  private static void add(String name, byte[] bytes, ZipArchiveOutputStream to) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTime(LONG_AGO);
    to.putArchiveEntry(entry);
    to.write(bytes);
    to.closeArchiveEntry();
  }
}
