package org.sanwei.gateway.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SessionStateListener;
import org.jspecify.annotations.Nullable;

/**
 * Texts that people send from their phones to whoever is bound: UCS-2, a long one in parts with a
 * user data header, each part over the next session in turn. Safe from any thread.
 */
final class SmscTexts {
  private static final int SHORT_CHARACTERS = 70;
  private static final int PART_CHARACTERS = 67;
  private static final int WITH_HEADER = 0x40;

  private final Set<SMPPServerSession> sessions;
  private final Executor threads;
  private final AtomicInteger reference = new AtomicInteger();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param sessions the owner's, as they come and go
   * @param threads each waits for one answer
   */
  SmscTexts(Set<SMPPServerSession> sessions, Executor threads) {
    this.sessions = sessions;
    this.threads = threads;
  }

  /**
   * Returns once every part was acknowledged.
   *
   * @throws IOException when a part was not; those before it stay with their receiver
   */
  void send(String from, String to, String text) throws IOException {
    List<byte[]> bodies = bodies(text);
    for (byte[] body : bodies) {
      deliver(from, to, bodies.size() > 1, body);
    }
  }

  /** The parts of a text, header first, as {@link #deliver} takes them. */
  List<byte[]> bodies(String text) {
    if (text.length() <= SHORT_CHARACTERS) {
      return List.of(text.getBytes(StandardCharsets.UTF_16BE));
    }
    int total = (text.length() + PART_CHARACTERS - 1) / PART_CHARACTERS;
    byte own = (byte) reference.getAndIncrement();
    List<byte[]> bodies = new ArrayList<>();
    for (int n = 0; n < total; n++) {
      int end = Math.min(text.length(), (n + 1) * PART_CHARACTERS);
      byte[] words = text.substring(n * PART_CHARACTERS, end).getBytes(StandardCharsets.UTF_16BE);
      byte[] body = new byte[6 + words.length];
      System.arraycopy(new byte[] {5, 0, 3, own, (byte) total, (byte) (n + 1)}, 0, body, 0, 6);
      System.arraycopy(words, 0, body, 6, words.length);
      bodies.add(body);
    }
    return bodies;
  }

  /**
   * Returns once it was acknowledged.
   *
   * @throws IOException when it was refused, or the session ended first and nobody knows
   */
  void deliver(String from, String to, boolean withHeader, byte[] body, OptionalParameter... more)
      throws IOException {
    List<SMPPServerSession> bound =
        sessions.stream().filter(s -> s.getSessionState().isReceivable()).toList();
    if (bound.isEmpty()) {
      throw new IOException("nobody is bound who receives texts");
    }
    SMPPServerSession session = bound.get(Math.floorMod(turn.getAndIncrement(), bound.size()));
    CompletableFuture<Void> answered =
        CompletableFuture.runAsync(
            () -> deliver(session, from, to, withHeader ? WITH_HEADER : 0, body, more), threads);
    // The library would wait for an answer long after the connection is gone.
    SessionStateListener end =
        (state, source, old) -> {
          if (state == SessionState.CLOSED) {
            answered.completeExceptionally(new IllegalStateException("the session ended"));
          }
        };
    session.addSessionStateListener(end);
    try {
      answered.get();
    } catch (ExecutionException e) {
      throw new IOException("a text was not taken: " + kind(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before a text was answered");
    } finally {
      session.removeSessionStateListener(end);
    }
  }

  private static String kind(@Nullable Throwable cause) {
    return cause == null ? "unknown" : cause.getClass().getSimpleName();
  }

  private static void deliver(
      SMPPServerSession session,
      String from,
      String to,
      int esmClass,
      byte[] body,
      OptionalParameter... more) {
    try {
      session.deliverShortMessage(
          "",
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.ISDN,
          from,
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.ISDN,
          to,
          new ESMClass(esmClass),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          new GeneralDataCoding(Alphabet.ALPHA_UCS2),
          body,
          more);
    } catch (PDUException
        | ResponseTimeoutException
        | InvalidResponseException
        | NegativeResponseException
        | IOException e) {
      throw new CompletionException(e);
    }
  }
}
