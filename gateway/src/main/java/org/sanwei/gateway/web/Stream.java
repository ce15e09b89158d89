package org.sanwei.gateway.web;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages which things changed: event {@code changed}, data a JSON array of ids; event
 * {@code beat} when nothing else was sent for a while, so that a page can tell a quiet desk from a
 * dead line. Carries ids only; the page asks for what it may see. At most {@code maxSubscribers}
 * listen; one that does not keep up is dropped and its page connects anew. Never blocks the caller.
 * Safe from many threads.
 */
public final class Stream implements AutoCloseable {
  /** A reader this far behind is better served by a new connection and one full reload. */
  static final int MAX_PENDING = 1_000;

  private static final Duration LIFETIME = Duration.ofMinutes(30);

  private final int maxSubscribers;
  private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
  private final ExecutorService writers;
  private final ScheduledExecutorService heart;

  /** {@code beat}: how often a quiet line is used. */
  public Stream(int maxSubscribers, Duration beat) {
    this.maxSubscribers = maxSubscribers;
    this.writers = Executors.newCachedThreadPool(task -> daemon(task, "stream-writer"));
    this.heart = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "stream-heart"));
    var unused =
        heart.scheduleAtFixedRate(
            () -> subscribers.forEach(Subscriber::beat),
            beat.toMillis(),
            beat.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A new listener, or empty when there are too many. */
  public synchronized Optional<SseEmitter> subscribe() {
    if (subscribers.size() >= maxSubscribers) {
      return Optional.empty();
    }
    SseEmitter emitter = new SseEmitter(LIFETIME.toMillis());
    Subscriber subscriber = new Subscriber(emitter);
    emitter.onCompletion(() -> subscribers.remove(subscriber));
    emitter.onTimeout(emitter::complete);
    emitter.onError(error -> subscribers.remove(subscriber));
    subscribers.add(subscriber);
    subscriber.beat();
    return Optional.of(emitter);
  }

  /** Tells everybody; returns at once. {@code id} must need no JSON escapes. */
  public void changed(String id) {
    subscribers.forEach(subscriber -> subscriber.add(id));
  }

  /** How many listen. */
  public int size() {
    return subscribers.size();
  }

  @Override
  public void close() {
    heart.shutdownNow();
    subscribers.forEach(subscriber -> subscriber.emitter.complete());
    subscribers.clear();
    writers.shutdownNow();
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** One page. At most one writer at a time sends to it; what comes meanwhile is gathered. */
  private final class Subscriber {
    private final SseEmitter emitter;
    private final LinkedHashSet<String> pending = new LinkedHashSet<>();
    private boolean beat;
    private boolean writing;

    Subscriber(SseEmitter emitter) {
      this.emitter = emitter;
    }

    synchronized void add(String id) {
      pending.add(id);
      if (pending.size() > MAX_PENDING) {
        // The writer is stuck on a dead line; it ends with the line. Nobody waits for it.
        subscribers.remove(this);
        return;
      }
      write();
    }

    synchronized void beat() {
      beat = true;
      write();
    }

    private void write() {
      if (!writing) {
        writing = true;
        try {
          writers.execute(this::drain);
        } catch (RejectedExecutionException e) {
          // The service is stopping, and whoever tells of a change must not fail for that.
          subscribers.remove(this);
        }
      }
    }

    private void drain() {
      try {
        for (Message next = next(); next != null; next = next()) {
          emitter.send(SseEmitter.event().name(next.name()).data(next.data()));
        }
        if (!subscribers.contains(this)) {
          emitter.complete();
        }
      } catch (IOException | IllegalStateException e) {
        // The page is gone: the container completes the emitter.
        subscribers.remove(this);
      }
    }

    private synchronized @Nullable Message next() {
      if (!pending.isEmpty()) {
        List<String> ids = List.copyOf(pending);
        pending.clear();
        beat = false;
        return new Message("changed", "[\"" + String.join("\",\"", ids) + "\"]");
      }
      if (beat) {
        beat = false;
        return new Message("beat", "0");
      }
      writing = false;
      return null;
    }
  }

  private record Message(String name, String data) {}
}
