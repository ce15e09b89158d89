package org.sanwei.routes.intake.folder;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.Path;

/**
 * A file's name as it stands in the directory: bytes, which need be no text. The platform's own
 * conversion depends on the process's locale and loses bytes, so names are read from the path's
 * URI, which does not.
 */
final class FileName {
  private FileName() {}

  /** The name as text: UTF-8, else GB18030, else byte by byte. */
  static String of(Path file) {
    return Letters.likeliest(bytes(encoded(file)));
  }

  /** The file beside it whose name has another ending; {@code ending} begins with a dot. */
  static Path withEnding(Path file, String ending) {
    String uri = file.toUri().toString();
    String name = encoded(file);
    int dot = name.lastIndexOf('.');
    String stem = dot <= 0 ? name : name.substring(0, dot);
    String directory = uri.substring(0, uri.lastIndexOf('/') + 1);
    return Path.of(URI.create(directory + stem + ending));
  }

  private static String encoded(Path file) {
    String path = file.toUri().getRawPath();
    // A directory's ends with a slash.
    String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return whole.substring(whole.lastIndexOf('/') + 1);
  }

  private static byte[] bytes(String percentEncoded) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < percentEncoded.length(); i++) {
      char c = percentEncoded.charAt(i);
      if (c == '%') {
        out.write(Integer.parseInt(percentEncoded.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(c);
      }
    }
    return out.toByteArray();
  }
}
