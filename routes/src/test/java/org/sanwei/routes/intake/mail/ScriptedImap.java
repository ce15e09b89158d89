package org.sanwei.routes.intake.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.sanwei.routes.intake.mail.ScriptedImap.Mood.How;

/**
 * A mail server that speaks as much IMAP as a poll needs, and misbehaves on request. Every command
 * that came is kept. One mailbox, of mails whose bytes are made when they are asked for.
 */
final class ScriptedImap implements AutoCloseable {

  /** How the server treats requests for the body of one mail, and how many times yet. */
  record Mood(How how, AtomicInteger times) {
    enum How {
      /** Half of the literal, and then nothing on a closed connection. */
      CUTS,
      /** A literal that is whole and shorter than the mail's size. */
      SHORTENS,
      /** A literal that announces more than follows. */
      LIES,
      SAYS_BYE,
      HANGS,
      REFUSES,
      GIVES_NIL,
      /** All of it; what is to happen in the middle of it does. */
      DRIPS
    }

    static Mood times(How how, int times) {
      return new Mood(how, new AtomicInteger(times));
    }

    static Mood always(How how) {
      return times(how, Integer.MAX_VALUE);
    }
  }

  /** A mail as it lies there; {@code date} as IMAP writes it. */
  record Mail(String text, String date, int announced) {}

  private static final Set<String> OPENING = Set.of("SELECT", "EXAMINE");
  private static final Set<String> CLOSING = Set.of("CLOSE", "UNSELECT");
  private static final Set<String> IN_A_FOLDER = Set.of("FETCH", "UID", "CLOSE", "UNSELECT");

  final TreeMap<Long, Mail> mails = new TreeMap<>();
  final TreeMap<Long, Mood> moods = new TreeMap<>();
  final List<String> commands = new CopyOnWriteArrayList<>();
  volatile long uidValidity = 77;

  /** Goes when mails are listed the next time, before the answer; 0 for none. */
  volatile long goesBeforeTheList;

  /** Whether it is said that a mail went. */
  volatile boolean tells;

  /** Happens before the body of a mail is given, or a part of it. */
  volatile Runnable beforeBody = () -> {};

  volatile Runnable inTheMiddle = () -> {};

  /** Happens in the middle of the answer to a move. */
  volatile Runnable inTheMove = () -> {};

  /** Whether what is asked for behind a mail's end is refused, and not empty. */
  volatile boolean refusesBehindTheEnd;

  /** How many moves yet are done and not answered: the connection ends over them. */
  final AtomicInteger losesMoves = new AtomicInteger();

  volatile String capabilities = "IMAP4rev1 MOVE UIDPLUS UNSELECT";

  private final ServerSocket listening;
  private final List<Socket> sessions = new CopyOnWriteArrayList<>();

  ScriptedImap() throws IOException {
    listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::accept, "scripted-imap");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listening.getLocalPort();
  }

  synchronized void lay(long uid, String subject) {
    String mail = Post.mail(subject);
    lay(uid, mail, mail.length());
  }

  /** A mail of which the server says another size. */
  synchronized void lay(long uid, String mail, int announced) {
    mails.put(uid, new Mail(mail, "22-Nov-2026 10:00:00 +0800", announced));
  }

  /** How often a body was asked for. */
  long bodiesAsked() {
    return commands.stream().filter(command -> command.contains("BODY.PEEK[]")).count();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket session = listening.accept();
        sessions.add(session);
        Thread thread = new Thread(() -> serve(session), "scripted-imap-session");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket session) {
    try (session;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(session.getInputStream(), ISO_8859_1))) {
      OutputStream out = new BufferedOutputStream(session.getOutputStream());
      say(out, "* OK ready");
      out.flush();
      boolean selected = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int space = line.indexOf(' ');
        String tag = line.substring(0, space);
        String command = line.substring(space + 1);
        commands.add(command);
        String verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (!selected && IN_A_FOLDER.contains(verb)) {
          say(out, tag + " BAD no folder is open");
          out.flush();
          continue;
        }
        selected = OPENING.contains(verb) || selected && !CLOSING.contains(verb);
        synchronized (this) {
          if (!answer(out, tag, command)) {
            out.flush();
            return;
          }
        }
        out.flush();
      }
    } catch (IOException e) {
      commands.add("(lost)");
    }
  }

  /** False when the connection is to be closed. */
  private boolean answer(OutputStream out, String tag, String command) throws IOException {
    String[] word = command.split(" ", 4);
    String done = tag + " OK done";
    switch (word[0].toUpperCase(Locale.ROOT)) {
      case "CAPABILITY" -> say(out, "* CAPABILITY " + capabilities);
      case "LIST" -> say(out, "* LIST () \"/\" " + word[2]);
      case "EXAMINE", "SELECT" -> {
        say(out, "* " + mails.size() + " EXISTS");
        say(out, "* OK [UIDVALIDITY " + uidValidity + "] it");
        say(out, "* OK [UIDNEXT " + (mails.isEmpty() ? 1 : mails.lastKey() + 1) + "] next");
        done = tag + (word[0].equals("SELECT") ? " OK [READ-WRITE] done" : " OK [READ-ONLY] done");
      }
      case "FETCH" -> {
        String[] range = word[1].split(":");
        if (goesBeforeTheList > 0 && command.contains("RFC822.SIZE")) {
          if (tells) {
            say(out, "* " + numberOf(goesBeforeTheList) + " EXPUNGE");
          }
          mails.remove(goesBeforeTheList);
          goesBeforeTheList = 0;
        }
        int last = Math.min(mails.size(), Integer.parseInt(range[range.length - 1]));
        List<Long> uids = List.copyOf(mails.keySet());
        for (int n = Integer.parseInt(range[0]); n <= last; n++) {
          say(out, "* " + n + " FETCH " + facts(uids.get(n - 1), command));
        }
      }
      case "UID" -> {
        long uid = Long.parseLong(word[2]);
        if (word[1].equals("MOVE")) {
          say(out, "* " + numberOf(uid) + " EXPUNGE");
          mails.remove(uid);
          out.flush();
          inTheMove.run();
          if (losesMoves.getAndUpdate(yet -> Math.max(0, yet - 1)) > 0) {
            return false;
          }
        } else if (command.contains("BODY")) {
          return body(out, tag, uid, command);
        } else if (mails.containsKey(uid)) {
          say(out, "* " + numberOf(uid) + " FETCH " + facts(uid, command));
        }
      }
      case "LOGOUT" -> say(out, "* BYE");
      default -> done = tag + " OK done";
    }
    say(out, done);
    return true;
  }

  private String facts(long uid, String command) {
    Mail mail = requireNonNull(mails.get(uid));
    return command.contains("RFC822.SIZE")
        ? "(UID "
            + uid
            + " RFC822.SIZE "
            + mail.announced()
            + " INTERNALDATE \""
            + mail.date()
            + "\")"
        : "(UID " + uid + ")";
  }

  private boolean body(OutputStream out, String tag, long uid, String command) throws IOException {
    int from =
        Integer.parseInt(
            command.substring(
                command.indexOf('<') + 1, command.indexOf('.', command.indexOf('<'))));
    int dot = command.indexOf('.', command.indexOf('<')) + 1;
    int most = Integer.parseInt(command.substring(dot, command.indexOf('>')));
    String text = requireNonNull(mails.get(uid)).text();
    int begin = Math.min(from, text.length());
    String sent = text.substring(begin, Math.min(begin + most, text.length()));
    beforeBody.run();
    if (refusesBehindTheEnd && from >= text.length()) {
      say(out, tag + " NO there is nothing");
      return true;
    }
    Mood mood = moods.getOrDefault(uid, Mood.times(How.CUTS, 0));
    boolean moody = mood.times().getAndDecrement() > 0;
    String head = "* " + numberOf(uid) + " FETCH (UID " + uid + " BODY[]<" + from + "> ";
    String half = sent.substring(0, sent.length() / 2);
    switch (moody ? mood.how() : How.GIVES_NIL) {
      case CUTS -> {
        out.write((head + "{" + sent.length() + "}\r\n" + half).getBytes(ISO_8859_1));
        out.flush();
        return false;
      }
      case LIES -> say(out, head + "{" + sent.length() + "}\r\n" + half + ")");
      case SHORTENS -> say(out, head + "{" + half.length() + "}\r\n" + half + ")");
      case SAYS_BYE -> {
        say(out, "* BYE system going down");
        out.flush();
        return false;
      }
      case HANGS -> {
        return true;
      }
      case REFUSES -> {
        say(out, tag + " NO the mail is damaged");
        return true;
      }
      case DRIPS -> {
        out.write((head + "{" + sent.length() + "}\r\n" + half).getBytes(ISO_8859_1));
        out.flush();
        inTheMiddle.run();
        say(out, sent.substring(half.length()) + ")");
      }
      case GIVES_NIL ->
          say(out, head + (moody ? "NIL)" : "{" + sent.length() + "}\r\n" + sent + ")"));
    }
    say(out, tag + " OK done");
    return true;
  }

  private int numberOf(long uid) {
    return mails.headMap(uid, true).size();
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(ISO_8859_1));
  }

  /** Commands that begin so, in their order. */
  List<String> commands(String prefix) {
    return Collections.unmodifiableList(
        commands.stream().filter(command -> command.startsWith(prefix)).toList());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket session : sessions) {
      session.close();
    }
  }
}
