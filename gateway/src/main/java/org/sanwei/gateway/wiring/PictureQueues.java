package org.sanwei.gateway.wiring;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.sanwei.gateway.channel.ReaderView.Waiting;
import org.sanwei.routes.queue.Addresses;

/** What waits for the readers of pictures, by the broker's own account. */
final class PictureQueues {
  /** What a head says of haste is wanted in seconds; a burst of faxes takes a little longer. */
  static final Duration HEADS_BOUND = Duration.ofMinutes(2);

  /** Some four hundred pages, at two seconds each. */
  static final Duration PAGES_BOUND = Duration.ofMinutes(15);

  private final ActiveMQServer server;
  private final Clock clock;

  PictureQueues(ActiveMQServer server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /** Heads, then whole pages; nothing when the broker cannot say. */
  List<Waiting> now() {
    Queue heads = server.isStarted() ? server.locateQueue(Addresses.PICTURES) : null;
    Queue pages = server.isStarted() ? server.locateQueue(Addresses.PAGES) : null;
    return heads == null || pages == null
        ? List.of()
        : List.of(of("heads", heads, HEADS_BOUND), of("pages", pages, PAGES_BOUND));
  }

  private Waiting of(String name, Queue queue, Duration bound) {
    OptionalLong oldest = oldest(queue);
    Duration age =
        oldest.isEmpty()
            ? Duration.ZERO
            : Duration.between(Instant.ofEpochMilli(oldest.getAsLong()), clock.instant());
    return new Waiting(
        name, queue.getMessageCount(), age.isNegative() ? Duration.ZERO : age, bound);
  }

  /**
   * When the oldest was sent there. Of what waits only that in memory is looked at: the broker
   * fills it in order, so that what is in pages on the disk is younger.
   */
  private static OptionalLong oldest(Queue queue) {
    long oldest = Long.MAX_VALUE;
    try (LinkedListIterator<MessageReference> waiting = queue.iterator()) {
      while (waiting.hasNext()) {
        oldest = Math.min(oldest, waiting.next().getMessage().getTimestamp());
      }
    }
    for (List<MessageReference> read : queue.getDeliveringMessages().values()) {
      oldest = Math.min(oldest, least(read));
    }
    oldest = Math.min(oldest, least(queue.getScheduledMessages()));
    return oldest == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(oldest);
  }

  private static long least(List<MessageReference> some) {
    return some.stream()
        .mapToLong(each -> each.getMessage().getTimestamp())
        .min()
        .orElse(Long.MAX_VALUE);
  }
}
