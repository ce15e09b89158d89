package org.sanwei.routes.sms;

/**
 * Where an owner of a session with an SMS centre hands in the texts that people send. Safe from
 * many threads.
 */
public interface Inbound {
  /** For a session that no channel listens to. */
  Inbound NOBODY = message -> Answer.NO_CHANNEL;

  /** Returns once it is known what to answer the centre. Never throws. */
  Answer received(ShortMessage message);

  /** What to answer. */
  enum Answer {
    /** Durable here: the centre may forget it. */
    TAKEN,
    /** Not stored now; the centre keeps it and brings it again. */
    LATER,
    /** Too much waits here; the centre keeps it and slows down. */
    SLOWER,
    /** No channel takes texts from this session, and none will. */
    NO_CHANNEL
  }
}
