package org.sanwei.routes.intake.mail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mailbox that is open. Mails are named by their UIDs, which ascend with their sequence numbers;
 * sequence numbers count from 1 and shift when mails go. Nothing here sets a flag. For one thread.
 */
interface Mailbox extends AutoCloseable {

  /**
   * A mail that lies there. {@code sizeBytes} is the server's word, -1 when it gave none; so is
   * {@code arrived}, null when it gave none.
   */
  record Listed(long uid, long sizeBytes, @Nullable Instant arrived) {}

  /** What the server answered when it was asked for a mail. */
  sealed interface Fetched {
    /** All of it, by the server's own account. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and used at once
    record Whole(byte[] bytes) implements Fetched {}

    /** Over the limit: nothing was kept. */
    record TooLarge() implements Fetched {}

    /** Nothing, an error, or fewer bytes than it had announced. */
    record NotGiven() implements Fetched {}
  }

  /** UIDs are worth something together with this only (RFC 9051 §2.3.1.1). */
  long uidValidity();

  /** The lowest UID that a later mail can have; -1 when the server does not say. */
  long uidNext();

  /** Lets the server say which mails went, so that places are counted anew from here on. */
  void recount() throws MailboxLost;

  /** How many mails lie there, as the server has said last. Asks it nothing. */
  int count() throws MailboxLost;

  /** The UID of the mail at a place. */
  long uidAt(int sequence) throws MailboxLost;

  /**
   * The mails at these places, ascending; those that went meanwhile are left out.
   *
   * @throws MailboxLost also when places shifted meanwhile, for one could be missing then
   */
  List<Listed> list(int from, int to) throws MailboxLost;

  /** The mail of this UID; empty when it lies there no more. */
  Optional<Listed> find(long uid) throws MailboxLost;

  /**
   * The bytes of a mail, without its being marked as seen.
   *
   * @throws MailboxLost also when the server gives it too slowly
   */
  Fetched fetch(Listed mail, long limitBytes) throws MailboxLost;

  /** Where the bytes of a mail go that does not lie in memory; false when it takes no more. */
  interface Sink {
    boolean take(byte[] bytes, int offset, int size);
  }

  /** How a mail came that was asked for bit by bit. */
  enum Streamed {
    /** All of it, by the server's own account. */
    WHOLE,
    /** Nobody takes so much. */
    TOO_LARGE,
    /** Nothing, an error, or fewer bytes than it had announced. */
    NOT_GIVEN
  }

  /**
   * Gives the bytes of a mail of any size, without its being marked as seen. What the sink has been
   * given is worth nothing unless it is {@link Streamed#WHOLE}.
   *
   * @throws MailboxLost also when the server gives it too slowly
   */
  Streamed stream(Listed mail, Sink sink) throws MailboxLost;

  /** Moves a mail away; false when the server does not do it. */
  boolean moveAway(long uid) throws MailboxLost;

  @Override
  void close();
}
