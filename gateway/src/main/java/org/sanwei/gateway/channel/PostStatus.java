package org.sanwei.gateway.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;

/** The port to what an integrator may ask of its own posts afterwards. */
public interface PostStatus {
  /** Remembers nothing and tells nothing. */
  PostStatus NONE =
      new PostStatus() {
        @Override
        public void posted(String channel, ArrivalId id, String integrator, Instant at) {}

        @Override
        public Optional<Status> of(ArrivalId id, String integrator) {
          return Optional.empty();
        }
      };

  /**
   * Received, or to be sent again for what is {@code missing}. The same for every outcome; number
   * and time are null until the register has the arrival.
   */
  record Status(@Nullable String number, @Nullable Instant receivedAt, List<Defect> missing) {
    public Status {
      missing = List.copyOf(missing);
    }
  }

  /**
   * Remembers who posted an arrival, if its channel gives receipts; durable before it returns.
   *
   * @throws java.io.UncheckedIOException when it is not: the post must not be acknowledged
   */
  void posted(String channel, ArrivalId id, String integrator, Instant at);

  /**
   * What this integrator may know of this arrival; empty when it is not its own, or its time is
   * over, or the channel gives no receipts.
   *
   * @throws Unavailable when that is not known at this moment
   */
  Optional<Status> of(ArrivalId id, String integrator);

  /** The database does not answer. */
  final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unavailable(Throwable cause) {
      super("the status of a post is not known at this moment", cause);
    }
  }
}
