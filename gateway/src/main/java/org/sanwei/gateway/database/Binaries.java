package org.sanwei.gateway.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The PostgreSQL programs, unpacked from the jar once for each version of them. A half unpacked
 * tree is never used: it gets its final name only when it is whole and on disk.
 */
record Binaries(Path home) {
  private static final long FLUSH_SECONDS = 300;

  Path program(String name) {
    return home.resolve("bin").resolve(name);
  }

  /** Finds the unpacked programs under {@code root}, or unpacks them (60 MB on disk). */
  static Binaries in(Path root, Consumer<Stage> progress) {
    String resource = resourceFor(System.getProperty("os.name"), System.getProperty("os.arch"));
    try {
      Path home = root.resolve("programs-" + editionOf(resource));
      if (!Files.isDirectory(home)) {
        progress.accept(Stage.UNPACKING);
        unpack(resource, root, home);
      }
      return new Binaries(home);
    } catch (IOException e) {
      throw new DatabaseFailure(
          DatabaseFailure.Kind.UNPACK,
          root.toString(),
          "the database programs cannot be unpacked: " + e.getMessage(),
          "free 200 MB on this disk and make the directory writable, then start again",
          e);
    }
  }

  static String resourceFor(String os, String machine) {
    String arch =
        switch (machine.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> "";
        };
    if (!os.toLowerCase(Locale.ROOT).startsWith("linux") || arch.isEmpty()) {
      throw new DatabaseFailure(
          DatabaseFailure.Kind.UNSUPPORTED_MACHINE,
          os + "/" + machine,
          "no embedded PostgreSQL for this machine",
          "use Linux on amd64 or arm64, or point gateway.yaml to a PostgreSQL of its own");
    }
    return "/postgres-linux-" + arch + ".tar";
  }

  private static void unpack(String resource, Path root, Path home) throws IOException {
    removeLeftovers(root);
    Path unfinished = Files.createTempDirectory(root, ".unpacking-");
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (InputStream packed = open(resource);
        TarArchiveInputStream tar = new TarArchiveInputStream(packed)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(tar, entry, unfinished);
      }
    }
    flush(unfinished);
    Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(root, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
      throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("entry '" + entry.getName() + "' points outside the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean runs = (entry.getMode() & 0111) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /**
   * One flush of the file system (syncfs) for a thousand files takes a second off a first start.
   */
  private static void flush(Path tree) throws IOException {
    Process sync =
        new ProcessBuilder("sync", "-f", tree.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!sync.waitFor(FLUSH_SECONDS, TimeUnit.SECONDS) || sync.exitValue() != 0) {
        throw new IOException("'sync -f' could not bring them to the disk");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while they are brought to the disk", e);
    } finally {
      sync.destroyForcibly();
    }
  }

  private static void removeLeftovers(Path root) throws IOException {
    try (var children = Files.newDirectoryStream(root, ".unpacking-*")) {
      for (Path child : children) {
        delete(child);
      }
    }
  }

  static void delete(Path tree) throws IOException {
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException e) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /**
   * Tells one edition of the programs from another by what the jar's directory says of them: their
   * size and CRC-32. A digest would read all 60 MB at every start, and who can change our own jar
   * needs no collision.
   */
  private static String editionOf(String resource) throws IOException {
    URL url = Binaries.class.getResource(resource);
    if (url == null) {
      throw new IOException("the jar does not hold " + resource);
    }
    URLConnection connection = url.openConnection();
    long size = connection.getContentLengthLong();
    long version =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getLastModified();
    connection.getInputStream().close();
    return Long.toHexString(size) + "-" + Long.toHexString(version);
  }

  private static InputStream open(String resource) throws IOException {
    InputStream packed = Binaries.class.getResourceAsStream(resource);
    if (packed == null) {
      throw new IOException("the jar does not hold " + resource);
    }
    return packed;
  }
}
