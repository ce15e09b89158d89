package org.sanwei.gateway.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * A mail server with one folder of very many mails, and as much IMAP as a poll needs. The UID of a
 * mail is one more than its {@link Serial}, which makes its bytes whenever they are asked for, so
 * that nothing of it grows. Safe from several threads.
 */
final class OldMailbox implements AutoCloseable {
  private final LoopbackDoor door;
  private final List<Integer> uids = new ArrayList<>();
  private final IntConsumer fetched;
  private int newest;

  private OldMailbox(LoopbackDoor door, IntConsumer fetched) {
    this.door = door;
    this.fetched = fetched;
  }

  /**
   * Opens it on loopback.
   *
   * @param mails how many lie there
   * @param fetched is told the serial of each mail whose body is asked for
   */
  static OldMailbox with(int mails, IntConsumer fetched) throws IOException {
    OldMailbox box = new OldMailbox(LoopbackDoor.open(), fetched);
    for (int i = 0; i < mails; i++) {
      int unused = box.deliver();
    }
    box.door.serve(box::converse);
    return box;
  }

  int port() {
    return door.port();
  }

  /** One new mail; gives its serial. */
  synchronized int deliver() {
    uids.add(++newest);
    return newest - 1;
  }

  /** How many lie there. */
  synchronized int size() {
    return uids.size();
  }

  private void converse(Socket client) throws IOException {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1))) {
      OutputStream out = new BufferedOutputStream(client.getOutputStream());
      say(out, "* OK ready");
      out.flush();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int space = line.indexOf(' ');
        synchronized (this) {
          answer(out, line.substring(0, space), line.substring(space + 1));
        }
        out.flush();
      }
    }
  }

  private void answer(OutputStream out, String tag, String command) throws IOException {
    String[] word = command.split(" ", 4);
    String state = "";
    switch (word[0].toUpperCase(Locale.ROOT)) {
      case "CAPABILITY" -> say(out, "* CAPABILITY IMAP4rev1 MOVE UIDPLUS UNSELECT");
      case "LIST" -> say(out, "* LIST () \"/\" " + word[2]);
      case "EXAMINE", "SELECT" -> {
        say(out, "* " + uids.size() + " EXISTS");
        say(out, "* OK [UIDVALIDITY 77] it");
        say(out, "* OK [UIDNEXT " + (newest + 1) + "] next");
        state = word[0].equals("SELECT") ? "[READ-WRITE] " : "[READ-ONLY] ";
      }
      case "FETCH" -> list(out, word[1].split(":"), command);
      case "UID" -> one(out, word[1], Integer.parseInt(word[2]), command);
      case "LOGOUT" -> say(out, "* BYE");
      default -> state = "";
    }
    say(out, tag + " OK " + state + "done");
  }

  private void list(OutputStream out, String[] range, String command) throws IOException {
    int last = Math.min(uids.size(), Integer.parseInt(range[range.length - 1]));
    for (int n = Integer.parseInt(range[0]); n <= last; n++) {
      say(out, "* " + n + " FETCH " + facts(uids.get(n - 1), command));
    }
  }

  private void one(OutputStream out, String verb, int uid, String command) throws IOException {
    int n = Collections.binarySearch(uids, uid) + 1;
    if (n <= 0) {
      return;
    }
    if (verb.equals("MOVE")) {
      uids.remove(n - 1);
      say(out, "* " + n + " EXPUNGE");
    } else if (command.contains("BODY")) {
      byte[] mail = mail(uid);
      fetched.accept(uid - 1);
      say(out, "* " + n + " FETCH (UID " + uid + " BODY[]<0> {" + mail.length + "}");
      out.write(mail);
      say(out, ")");
    } else {
      say(out, "* " + n + " FETCH " + facts(uid, command));
    }
  }

  private static String facts(int uid, String command) {
    return command.contains("RFC822.SIZE")
        ? "(UID %d RFC822.SIZE %d INTERNALDATE \"22-Nov-2026 10:00:00 +0800\")"
            .formatted(uid, mail(uid).length)
        : "(UID " + uid + ")";
  }

  private static byte[] mail(int uid) {
    return """
    From: faxline@sandbox.invalid
    To: fax@sandbox.invalid
    Subject: fax
    MIME-Version: 1.0
    Content-Type: text/plain; charset=UTF-8
    Content-Transfer-Encoding: base64

    %s
    """
        .formatted(Base64.getMimeEncoder().encodeToString(Serial.text(uid - 1).getBytes(UTF_8)))
        .replace("\r", "")
        .replace("\n", "\r\n")
        .getBytes(UTF_8);
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
  }

  @Override
  public void close() {
    door.close();
  }
}
