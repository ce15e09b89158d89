package org.sanwei.routes.read;

import java.util.List;

/**
 * One leaf of a message, its transfer encoding undone. {@code charsets} are the declared ones;
 * {@code fileNames} every way to read its name, the likeliest first, none for running text.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
record Piece(
    String position,
    String declaredType,
    List<String> charsets,
    List<String> fileNames,
    int depth,
    byte[] bytes) {

  /** A piece that is described by a media type alone. */
  static Piece described(
      String position, String mediaType, List<String> fileNames, int depth, byte[] bytes) {
    HeaderValue type = HeaderValue.parse(mediaType);
    return new Piece(position, type.value(), type.all("charset"), fileNames, depth, bytes);
  }

  String fileName() {
    return fileNames.isEmpty() ? "" : fileNames.get(0);
  }

  boolean isFile() {
    return !fileNames.isEmpty();
  }

  /** {@code 2/report.pdf}, or {@code 2} for a file without a name. */
  String label() {
    return fileName().isBlank() ? position : position + "/" + fileName().replace('/', '_').strip();
  }

  /** The position of the n-th part inside {@code parent}; the empty parent is the message. */
  static String child(String parent, int n) {
    return parent.isEmpty() ? Integer.toString(n) : parent + "/" + n;
  }
}
