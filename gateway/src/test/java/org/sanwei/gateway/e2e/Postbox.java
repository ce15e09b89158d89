package org.sanwei.gateway.e2e;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mail server that answers to senders leave by: takes every mail, and keeps it. */
final class Postbox implements AutoCloseable {
  private final LoopbackDoor door;
  private final List<Letter> letters = new CopyOnWriteArrayList<>();

  private Postbox(LoopbackDoor door) {
    this.door = door;
  }

  static Postbox open() throws IOException {
    Postbox box = new Postbox(LoopbackDoor.open());
    box.door.serve(box::converse);
    return box;
  }

  /** One mail, as it was handed over. */
  record Letter(String from, String to, String inReplyTo, String text) {}

  int port() {
    return door.port();
  }

  /** All of them, oldest first. */
  List<Letter> letters() {
    return List.copyOf(letters);
  }

  private void converse(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
    OutputStream out = client.getOutputStream();
    say(out, "220 postbox");
    String from = "";
    String to = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String verb = line.toUpperCase(Locale.ROOT);
      if (verb.startsWith("MAIL FROM:")) {
        from = line.substring("MAIL FROM:".length()).strip();
      } else if (verb.startsWith("RCPT TO:")) {
        to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
      } else if (verb.equals("DATA")) {
        say(out, "354 go on");
        letters.add(letter(from, to, data(in)));
      }
      say(out, verb.equals("QUIT") ? "221 bye" : "250 ok");
    }
  }

  private static String data(BufferedReader in) throws IOException {
    StringBuilder mail = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("cut off");
      }
      mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
    }
    return mail.toString();
  }

  private static Letter letter(String from, String to, String mail) throws IOException {
    try {
      MimeMessage message =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
      String[] earlier = message.getHeader("In-Reply-To");
      String first = earlier == null ? "" : earlier[0];
      return new Letter(from, to, first, message.getContent().toString());
    } catch (MessagingException e) {
      throw new IOException("no mail that can be read", e);
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() {
    door.close();
  }
}
