package org.sanwei.routes.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Mails made in memory. */
final class Mails {
  private Mails() {}

  /** One file under this name, said to be of no kind. */
  static byte[] carrying(String name, byte[] file) {
    String head =
        "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: application/octet-stream\r\n"
            + "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=\""
            + name
            + "\"\r\n\r\n";
    return (head + Base64.getMimeEncoder().encodeToString(file) + "\r\n").getBytes(UTF_8);
  }
}
