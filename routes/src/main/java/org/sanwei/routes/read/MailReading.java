package org.sanwei.routes.read;

import jakarta.activation.DataSource;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.message.MailHead;

/**
 * Takes a mail apart. Wherever two mail programs could see different mails (a header twice, a line
 * that is none, a multipart without end) everything found is read and the place is BROKEN besides.
 */
final class MailReading {
  private static final Set<String> SENDERS = Set.of("from", "sender", "reply-to");
  private static final Set<String> FACTS =
      Set.of("to", "cc", "comments", "keywords", "thread-topic", "organization");

  /** Of no account; making one reads the library's files, which cost more than a short message. */
  private static final Session SESSION = Session.getInstance(new Properties());

  private final Gathering gathering;
  private final ReadLimits limits;

  MailReading(Gathering gathering, ReadLimits limits) {
    this.gathering = gathering;
    this.limits = limits;
  }

  /** {@code position} is empty for the message that arrived; {@code depth} starts at 1. */
  void read(byte[] bytes, String position, int depth, PieceReading pieces) {
    String own = position.isEmpty() ? Gathering.WHOLE : position;
    if (position.isEmpty()) {
      gathering.nature(MailHead.of(bytes).nature());
    }
    if (position.isEmpty() && blank(bytes)) {
      empty();
      return;
    }
    try {
      MimeMessage message = parsed(bytes);
      headers(message, own, position.isEmpty());
      if (!headEnds(bytes)) {
        gathering.unread(own, UnreadReason.BROKEN);
      }
      try (InputStream raw = message.getRawInputStream()) {
        part(message, Slice.rest(raw), position, Piece.child(position, 1), depth, pieces);
      }
    } catch (MessagingException | IOException e) {
      gathering.unread(own, UnreadReason.BROKEN);
    }
    if (position.isEmpty() && gathering.saysNothing()) {
      empty();
    }
  }

  /** The header lines of a mail whose rest is not here. */
  void head(byte[] bytes) {
    gathering.nature(MailHead.of(bytes).nature());
    try {
      MimeMessage message = parsed(bytes);
      headers(message, Gathering.WHOLE, true);
    } catch (MessagingException e) {
      gathering.unread(Gathering.WHOLE, UnreadReason.BROKEN);
    }
  }

  private static MimeMessage parsed(byte[] bytes) throws MessagingException {
    try {
      return new MimeMessage(SESSION, Slice.whole(bytes).stream());
    } catch (IndexOutOfBoundsException e) {
      throw continuesNothing(e);
    }
  }

  private static MimeMultipart parsed(DataSource source) throws MessagingException {
    try {
      MimeMultipart parts = new MimeMultipart(source);
      parts.getCount();
      return parts;
    } catch (IndexOutOfBoundsException e) {
      throw continuesNothing(e);
    }
  }

  /** Angus Mail 2.0.5 fails so on a first header line that begins as a continued one does. */
  private static MessagingException continuesNothing(IndexOutOfBoundsException e) {
    return new MessagingException("a header line continues none", e);
  }

  /** Nothing was left unread, so nothing is to be held: but somebody may have meant to say more. */
  private void empty() {
    gathering.text(Gathering.WHOLE, "empty", Place.BODY, "（空邮件：没有正文，也没有附件。）");
  }

  private static boolean blank(byte[] bytes) {
    for (byte b : bytes) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }

  private void headers(MimeMessage message, String own, boolean outermost)
      throws MessagingException {
    int subjects = 0;
    String prefix = outermost ? "" : own + "/";
    Enumeration<Header> all = message.getAllHeaders();
    while (all.hasMoreElements()) {
      Header header = all.nextElement();
      String name = header.getName().toLowerCase(Locale.ROOT);
      boolean subject = name.equals("subject");
      subjects += subject ? 1 : 0;
      if (!subject && !SENDERS.contains(name) && !FACTS.contains(name)) {
        continue;
      }
      HeaderText text = HeaderText.decode(header.getValue());
      if (outermost && subject) {
        gathering.subject(text.first());
      } else if (outermost && name.equals("from")) {
        gathering.sender(text.first());
      }
      for (String reading : text.readings()) {
        gathering.text(own, prefix + name, subject ? Place.SUBJECT : Place.SENDER, reading);
      }
      if (text.damaged()) {
        gathering.unread(own, UnreadReason.BROKEN);
      }
    }
    if (subjects > 1) {
      gathering.unread(own, UnreadReason.BROKEN);
    }
  }

  /** {@code inside} is the parent of a multipart's parts, {@code position} that of a leaf. */
  private void part(
      MimePart part, Slice raw, String inside, String position, int depth, PieceReading pieces)
      throws MessagingException {
    gathering.checkpoint();
    checkHeaders(part, position);
    HeaderValue type = HeaderValue.parse(header(part, "Content-Type", "text/plain"));
    TransferEncoding body =
        TransferEncoding.decode(raw, header(part, "Content-Transfer-Encoding", ""));
    if (body.broken()) {
      gathering.unread(position, UnreadReason.BROKEN);
    }
    if (type.value().equals("multipart/encrypted")) {
      gathering.unread(position, UnreadReason.ENCRYPTED);
    } else if (type.value().startsWith("multipart/")) {
      multipart(type, body.slice(), inside, depth, pieces);
    } else {
      List<String> names = fileNames(part, type, position);
      pieces.read(
          new Piece(position, type.value(), type.all("charset"), names, depth, body.bytes()));
    }
  }

  private void multipart(
      HeaderValue type, Slice bytes, String inside, int depth, PieceReading pieces) {
    String own = inside.isEmpty() ? Gathering.WHOLE : inside;
    List<String> boundaries = type.all("boundary");
    if (depth > limits.maxDepth()) {
      gathering.unread(own, UnreadReason.TOO_DEEP);
      return;
    }
    if (boundaries.size() != 1 || boundaries.get(0).isBlank()) {
      gathering.unread(own, UnreadReason.BROKEN);
      pieces.read(
          new Piece(
              Piece.child(inside, 1), "text/plain", List.of(), List.of(), depth, bytes.bytes()));
      return;
    }
    String boundary = boundaries.get(0);
    try {
      MimeMultipart parts = parsed(source(boundary, bytes));
      for (int i = 0; i < parts.getCount(); i++) {
        if (i >= limits.maxParts()) {
          gathering.unread(own, UnreadReason.TOO_LARGE);
          break;
        }
        child(parts.getBodyPart(i), Piece.child(inside, i + 1), depth, pieces);
      }
      if (!parts.isComplete()) {
        gathering.unread(own, UnreadReason.CUT_SHORT);
      }
    } catch (MessagingException | IOException e) {
      gathering.unread(own, UnreadReason.BROKEN);
    }
    around(bytes, boundary, inside, own);
  }

  private static DataSource source(String boundary, Slice bytes) {
    String quoted = boundary.replace("\\", "\\\\").replace("\"", "\\\"");
    return new Multipart("multipart/mixed; boundary=\"" + quoted + "\"", bytes);
  }

  /** A multipart's bytes for the mail library, which makes slices of them. */
  private record Multipart(String type, Slice bytes) implements DataSource {
    @Override
    public InputStream getInputStream() {
      return bytes.stream();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      throw new IOException("a mail that came is only read");
    }

    @Override
    public String getContentType() {
      return type;
    }

    @Override
    public String getName() {
      return "";
    }
  }

  private void child(BodyPart child, String position, int depth, PieceReading pieces)
      throws MessagingException, IOException {
    if (!(child instanceof MimeBodyPart body)) {
      gathering.unread(position, UnreadReason.BROKEN);
      return;
    }
    Slice raw;
    try (InputStream in = body.getRawInputStream()) {
      raw = Slice.rest(in);
    }
    part(body, raw, position, position, depth + 1, pieces);
  }

  /** Text before the first and after the last boundary: few programs show it, so it is read. */
  private void around(Slice bytes, String boundary, String inside, String own) {
    int first = Bytes.first(bytes, "--" + boundary);
    int last = Bytes.last(bytes, "--" + boundary + "--");
    String prefix = inside.isEmpty() ? "" : inside + "/";
    if (first != 0) {
      int start = first < 0 ? bytes.length() : first;
      stray(own, prefix + "preamble", bytes.part(0, start).bytes());
    }
    int end = last < 0 ? bytes.length() : last + boundary.length() + 4;
    if (end < bytes.length()) {
      stray(own, prefix + "epilogue", bytes.part(end, bytes.length()).bytes());
    }
  }

  private void stray(String own, String name, byte[] bytes) {
    TextDecoding decoding = TextDecoding.of(bytes, List.of());
    if (decoding.damaged() || Sniffer.binary(bytes, false)) {
      gathering.unread(own, UnreadReason.BROKEN);
    }
    for (TextDecoding.Reading reading : decoding.readings()) {
      gathering.text(own, name + reading.suffix(), Place.BODY, reading.text());
    }
  }

  /** None for running text; one that is empty for a file that has no name. */
  private List<String> fileNames(MimePart part, HeaderValue type, String position)
      throws MessagingException {
    HeaderValue disposition = HeaderValue.parse(header(part, "Content-Disposition", ""));
    List<HeaderText> texts = new ArrayList<>(disposition.texts("filename"));
    texts.addAll(type.texts("name"));
    texts.addAll(disposition.texts("name"));
    Set<String> names = new LinkedHashSet<>();
    for (HeaderText text : texts) {
      names.addAll(text.readings());
      if (text.damaged()) {
        gathering.unread(position, UnreadReason.BROKEN);
      }
    }
    @Nullable String description = part.getHeader("Content-Description", null);
    if (description != null) {
      HeaderText.decode(description)
          .readings()
          .forEach(
              text ->
                  gathering.text(position, position + "/description", Place.ATTACHMENT_NAME, text));
    }
    boolean shown =
        names.isEmpty()
            && !disposition.value().equals("attachment")
            && (type.value().startsWith("text/") || type.value().startsWith("multipart/"));
    if (names.isEmpty() && !shown) {
      names.add("");
    }
    return List.copyOf(names);
  }

  private void checkHeaders(MimePart part, String position) throws MessagingException {
    for (String name :
        List.of("Content-Type", "Content-Transfer-Encoding", "Content-Disposition")) {
      String[] values = part.getHeader(name);
      if (values != null && values.length > 1) {
        gathering.unread(position, UnreadReason.BROKEN);
      }
    }
    Enumeration<String> lines = part.getAllHeaderLines();
    while (lines.hasMoreElements()) {
      String line = lines.nextElement();
      if (line.indexOf(':') <= 0 && !line.startsWith("From ")) {
        gathering.unread(position, UnreadReason.BROKEN);
        HeaderText.decode(line)
            .readings()
            .forEach(text -> gathering.text(position, position + "/stray", Place.BODY, text));
      }
    }
  }

  private static String header(MimePart part, String name, String otherwise)
      throws MessagingException {
    String[] values = part.getHeader(name);
    return values == null || values.length == 0 ? otherwise : values[0];
  }

  /** A head that no empty line ends may have swallowed the text. */
  private static boolean headEnds(byte[] bytes) {
    Slice all = Slice.whole(bytes);
    return Bytes.first(all, "\r\n\r\n") >= 0
        || Bytes.first(all, "\n\n") >= 0
        || Bytes.first(all, "\r\r") >= 0;
  }
}
