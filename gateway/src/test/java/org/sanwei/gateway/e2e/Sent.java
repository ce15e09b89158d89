package org.sanwei.gateway.e2e;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.gateway.e2e.Integrator.Post;

/**
 * One message of {@link Traffic}; its id is known once the gateway answered for it with one. Safe
 * from several threads.
 */
final class Sent {
  final Way way;
  final Canary canary;
  final Outcome expected;

  /** Where it can be answered: a number, or an address with its mail's id; or empty. */
  final Sender sender;

  private final Source source;
  final @Nullable Post post;
  private final AtomicInteger unanswered = new AtomicInteger();
  private volatile String id = "";
  private volatile boolean brought;
  private volatile long broughtNanos;

  Sent(
      Way way, Canary canary, Outcome expected, Sender sender, Source source, @Nullable Post post) {
    this.way = way;
    this.sender = sender;
    this.canary = canary;
    this.expected = expected;
    this.source = source;
    this.post = post;
  }

  String id() {
    return id;
  }

  /** Whether the gateway answered for it. */
  boolean acknowledged() {
    return brought && source.rid();
  }

  /** Whether its source has handed it over. */
  boolean brought() {
    return brought;
  }

  /** How many tries of its source ended without an answer. */
  int unanswered() {
    return unanswered.get();
  }

  /** Whether it must be in its place by now: half a text waits for its rest. */
  boolean due() {
    Duration since = Duration.ofNanos(System.nanoTime() - broughtNanos);
    return way != Way.HALF_TEXT || since.compareTo(Office.SEGMENTS_WAIT) > 0;
  }

  /** How often it may stand in its place: a source that names nothing may have to say it twice. */
  int mostCopies() {
    return way.named() ? 1 : 1 + unanswered();
  }

  /** Its source tries once. */
  void bring() {
    try {
      id = source.bring();
      broughtNanos = System.nanoTime();
      brought = true;
    } catch (ConnectException e) {
      // It was never offered: there is nothing to wonder about.
      brought = false;
    } catch (IOException e) {
      // Nobody knows whether the gateway has it: the source brings it again.
      unanswered.incrementAndGet();
    }
  }

  @Override
  public String toString() {
    return way + " " + expected + " " + canary + " " + id;
  }
}
