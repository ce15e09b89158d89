package org.sanwei.routes.intake.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ByteArray;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;
import org.sanwei.crypto.RunningDigest;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.intake.LeastRate;

/**
 * One folder, by plain IMAP commands: the mail API's objects would keep something for each of
 * 50,000 mails. A body comes in one literal, asked for up to the limit and one byte, so that a
 * server that lies about a size cannot fill the memory.
 */
final class ImapMailbox implements Mailbox {
  /** What is asked for at once of a mail that does not lie in memory. */
  static final int STEP_BYTES = 1024 * 1024;

  /** Bytes a second of a mail, with pauses of {@link #PAUSE}: others wait meanwhile. */
  static final int LEAST_RATE = 32 * 1024;

  static final Duration PAUSE = Duration.ofMinutes(1);

  private static final long OVER = -1;
  private static final long NOTHING = -2;
  private static final String WHAT = " (UID RFC822.SIZE INTERNALDATE)";

  private final IMAPFolder folder;
  private final @Nullable String processed;
  private final boolean exactSizes;
  private final long uidValidity;
  private final PacedSockets sockets;
  private @Nullable IMAPProtocol own;
  private boolean moves;
  private boolean expungesOne;
  private long shifts;

  ImapMailbox(
      IMAPFolder folder,
      @Nullable String processed,
      boolean exactSizes,
      long uidValidity,
      PacedSockets sockets) {
    this.sockets = sockets;
    this.folder = folder;
    this.processed = processed;
    this.exactSizes = exactSizes;
    this.uidValidity = uidValidity;
  }

  /** Refuses a server that cannot do what the configuration asks of it. */
  void check() throws MailboxLost, MessagingException {
    if (uidValidity <= 0 || folder.getUIDNotSticky()) {
      throw new MailboxLost("the server gives mails no lasting UIDs, so none could be told again");
    }
    own = (IMAPProtocol) folder.doCommand(protocol -> protocol);
    moves = has("MOVE");
    expungesOne = has("UIDPLUS");
    if (processed != null && !moves && !expungesOne) {
      // A plain EXPUNGE would delete what people have marked and nobody has taken.
      throw new MailboxLost(
          "the server has neither MOVE nor UIDPLUS, so nothing can be moved alone: write take: peek");
    }
  }

  private boolean has(String capability) throws MessagingException {
    return Boolean.TRUE.equals(folder.doCommand(protocol -> protocol.hasCapability(capability)));
  }

  @Override
  public long uidValidity() {
    return uidValidity;
  }

  @Override
  public long uidNext() {
    try {
      return folder.getUIDNext();
    } catch (MessagingException e) {
      return -1;
    }
  }

  @Override
  public void recount() throws MailboxLost {
    // Only now may the server say which mails went, those that we moved among them.
    command("NOOP", null);
  }

  @Override
  public int count() throws MailboxLost {
    try {
      return folder.getMessageCount();
    } catch (MessagingException e) {
      throw lost(e);
    }
  }

  @Override
  public long uidAt(int sequence) throws MailboxLost {
    return uid(sequence)
        .orElseThrow(() -> new MailboxLost("the server gives no UID for a mail that it counts"));
  }

  @Override
  public List<Listed> list(int from, int to) throws MailboxLost {
    long shiftsBefore = shifts;
    List<Listed> all = new ArrayList<>();
    boolean[] seen = new boolean[to - from + 1];
    for (FetchResponse found : ask("FETCH " + from + ":" + to + WHAT).found()) {
      UID uid = found.getItem(UID.class);
      int place = found.getNumber() - from;
      if (uid != null && place >= 0 && place < seen.length && !seen[place]) {
        seen[place] = true;
        all.add(listed(found, uid));
      }
    }
    for (int i = 0; i < seen.length; i++) {
      // One mail of which the server says nothing sensible must not hide the others, nor itself.
      if (!seen[i]) {
        one(from + i).ifPresent(all::add);
      }
    }
    if (shifts != shiftsBefore) {
      throw new MailboxLost("mails went while others were listed; they are looked for again");
    }
    all.sort(Comparator.comparingLong(Listed::uid));
    return all;
  }

  private Optional<Listed> one(int sequence) throws MailboxLost {
    for (FetchResponse found : ask("FETCH " + sequence + WHAT).found()) {
      UID uid = found.getItem(UID.class);
      if (uid != null && found.getNumber() == sequence) {
        return Optional.of(listed(found, uid));
      }
    }
    return uid(sequence).map(uid -> new Listed(uid, -1, null));
  }

  /** Empty when there is no mail at the place any more. */
  private Optional<Long> uid(int sequence) throws MailboxLost {
    Answer answer = ask("FETCH " + sequence + " (UID)");
    for (FetchResponse found : answer.found()) {
      UID uid = found.getItem(UID.class);
      if (uid != null && found.getNumber() == sequence) {
        return Optional.of(uid.uid);
      }
    }
    if (!answer.ok()) {
      throw new MailboxLost("the server refuses to say the UID of a mail");
    }
    return Optional.empty();
  }

  @Override
  public Optional<Listed> find(long uid) throws MailboxLost {
    for (FetchResponse found : ask("UID FETCH " + uid + WHAT).found()) {
      UID own = found.getItem(UID.class);
      if (own != null && own.uid == uid) {
        return Optional.of(listed(found, own));
      }
    }
    Answer bare = ask("UID FETCH " + uid + " (UID)");
    return bare.ok() && bare.found().isEmpty()
        ? Optional.empty()
        : Optional.of(new Listed(uid, -1, null));
  }

  private static Listed listed(FetchResponse found, UID uid) {
    RFC822SIZE size = found.getItem(RFC822SIZE.class);
    INTERNALDATE date = found.getItem(INTERNALDATE.class);
    @Nullable Date arrived = date == null ? null : date.getDate();
    @Nullable Instant at = arrived == null ? null : Instant.ofEpochMilli(arrived.getTime());
    return new Listed(uid.uid, size == null ? -1 : size.size, at);
  }

  @Override
  public Fetched fetch(Listed mail, long limitBytes) throws MailboxLost {
    byte[] bytes = whole(mail, limitBytes);
    if (bytes == null) {
      return new Fetched.NotGiven();
    }
    if (bytes.length > limitBytes) {
      return new Fetched.TooLarge();
    }
    if (bytes.length >= mail.sizeBytes() && mail.sizeBytes() >= 0) {
      return new Fetched.Whole(bytes);
    }
    // The server announced more, or nothing: where it only estimates, twice the same is the whole.
    boolean same = !exactSizes || mail.sizeBytes() < 0;
    return same && Arrays.equals(bytes, whole(mail, limitBytes))
        ? new Fetched.Whole(bytes)
        : new Fetched.NotGiven();
  }

  private byte @Nullable [] whole(Listed mail, long limitBytes) throws MailboxLost {
    return body(mail.uid(), 0, limitBytes + 1, sockets.pace(LEAST_RATE, PAUSE));
  }

  @Override
  public Streamed stream(Listed mail, Sink sink) throws MailboxLost {
    RunningDigest first = Sm3.running();
    long given =
        steps(
            mail,
            (bytes, offset, size) -> {
              first.update(bytes, offset, size);
              return sink.take(bytes, offset, size);
            });
    if (given < 0) {
      return given == OVER ? Streamed.TOO_LARGE : Streamed.NOT_GIVEN;
    }
    boolean announced = mail.sizeBytes() >= 0;
    if (announced && given >= mail.sizeBytes()) {
      return Streamed.WHOLE;
    }
    if (announced && exactSizes) {
      return Streamed.NOT_GIVEN;
    }
    // As for a small one: where the server only estimates, twice the same is the whole.
    RunningDigest second = Sm3.running();
    long again =
        steps(
            mail,
            (bytes, offset, size) -> {
              second.update(bytes, offset, size);
              return true;
            });
    return again == given && first.hex().equals(second.hex()) ? Streamed.WHOLE : Streamed.NOT_GIVEN;
  }

  /**
   * How many bytes came; {@link #OVER} when nobody takes more, {@link #NOTHING} for an error. Asked
   * for until less comes than was asked for: the server may have said that it is smaller.
   */
  private long steps(Listed mail, Sink sink) throws MailboxLost {
    LeastRate rate = sockets.pace(LEAST_RATE, PAUSE);
    long at = 0;
    while (true) {
      byte[] step = body(mail.uid(), at, STEP_BYTES, rate);
      if (step == null && at > 0 && at == mail.sizeBytes()) {
        // A server that refuses to give what is behind the end it has announced.
        return at;
      }
      if (step == null || step.length > STEP_BYTES) {
        return NOTHING;
      }
      if (!sink.take(step, 0, step.length)) {
        return OVER;
      }
      at += step.length;
      if (step.length < STEP_BYTES) {
        return at;
      }
    }
  }

  private byte @Nullable [] body(long uid, long from, long mostBytes, LeastRate rate)
      throws MailboxLost {
    String what = " (UID BODY.PEEK[]<" + from + "." + mostBytes + ">)";
    for (FetchResponse found : sockets.at(rate, () -> ask("UID FETCH " + uid + what)).found()) {
      UID own = found.getItem(UID.class);
      BODY body = found.getItem(BODY.class);
      if (own != null && own.uid == uid && body != null) {
        ByteArray bytes = body.getByteArray();
        return bytes == null ? null : exactly(bytes);
      }
    }
    return null;
  }

  /** Without a copy where there need not be one: a mail may be large. */
  private static byte[] exactly(ByteArray bytes) {
    byte[] whole = bytes.getBytes();
    return bytes.getStart() == 0 && bytes.getCount() == whole.length ? whole : bytes.getNewBytes();
  }

  @Override
  public boolean moveAway(long uid) throws MailboxLost {
    if (processed == null) {
      throw new IllegalStateException("this mailbox may not be altered");
    }
    Argument target = new Argument();
    target.writeString(BASE64MailboxEncoder.encode(processed));
    if (moves) {
      return ok("UID MOVE " + uid, target);
    }
    return ok("UID COPY " + uid, target)
        && ok("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)", null)
        && ok("UID EXPUNGE " + uid, null);
  }

  private boolean ok(String command, @Nullable Argument argument) throws MailboxLost {
    Response[] answer = command(command, argument);
    return answer[answer.length - 1].isOK();
  }

  /** Whether the server did what it was asked for, and what it gave in any case. */
  private record Answer(boolean ok, List<FetchResponse> found) {}

  private Answer ask(String command) throws MailboxLost {
    Response[] answer = command(command, null);
    List<FetchResponse> found = new ArrayList<>();
    for (Response each : answer) {
      if (each instanceof FetchResponse fetch) {
        found.add(fetch);
      }
    }
    return new Answer(answer[answer.length - 1].isOK(), found);
  }

  /** What the server answered, its OK, NO or BAD last. */
  private Response[] command(String command, @Nullable Argument argument) throws MailboxLost {
    try {
      Object answer =
          folder.doCommand(
              protocol -> {
                if (protocol != own) {
                  // Once the folder's own is lost the mail API takes another, on which no folder is
                  // open and every mail seems to be refused.
                  throw new ProtocolException("the folder is closed");
                }
                Response[] all = protocol.command(command, argument);
                protocol.notifyResponseHandlers(all);
                if (all[all.length - 1].isBYE()) {
                  protocol.handleResult(all[all.length - 1]);
                }
                return all;
              });
      Response[] all = (Response[]) answer;
      for (Response each : all) {
        if (each instanceof IMAPResponse said && said.keyEquals("EXPUNGE")) {
          shifts++;
        }
      }
      return all;
    } catch (MessagingException | RuntimeException e) {
      throw lost(e);
    }
  }

  private static MailboxLost lost(Exception e) {
    return new MailboxLost("the connection was lost (" + e.getClass().getSimpleName() + ")");
  }

  /** Without EXPUNGE: what people have marked as deleted stays theirs to delete. */
  @Override
  public void close() {
    try {
      if (folder.isOpen()) {
        folder.close(false);
      }
    } catch (MessagingException | RuntimeException e) {
      // It is lost already, and so is whatever a close would tell the server.
    }
  }
}
