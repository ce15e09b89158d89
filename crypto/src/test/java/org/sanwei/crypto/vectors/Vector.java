package org.sanwei.crypto.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file with one defect or none: {@code expect}, {@code inspect} where form 2 is looked at
 * without a key, {@code comment}, an empty line, the bytes in base64.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Vector(String name, String expect, String inspect, String comment, byte[] bytes) {
  private static final Path ROOT = Path.of("src/test/resources/vectors");

  static List<Vector> all(String form) {
    try (Stream<Path> files = Files.list(ROOT.resolve(form))) {
      return files.sorted().map(Vector::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path key(String name) {
    return ROOT.resolve("keys").resolve(name);
  }

  void write(Path root, String form) throws IOException {
    StringBuilder out = new StringBuilder("expect: " + expect + "\n");
    if (!inspect.isEmpty()) {
      out.append("inspect: ").append(inspect).append('\n');
    }
    out.append("comment: ").append(comment).append("\n\n");
    out.append(Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(bytes)).append('\n');
    Path directory = Files.createDirectories(root.resolve(form));
    Files.writeString(directory.resolve(name + ".vec"), out);
  }

  private static Vector read(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      int gap = text.indexOf("\n\n");
      String head = text.substring(0, gap + 1);
      String name = file.getFileName().toString().replace(".vec", "");
      byte[] bytes = Base64.getMimeDecoder().decode(text.substring(gap));
      return new Vector(
          name, field(head, "expect"), field(head, "inspect"), field(head, "comment"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String field(String head, String key) {
    return head.lines()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2))
        .findFirst()
        .orElse("");
  }

  @Override
  public String toString() {
    return name + ": " + comment;
  }
}
