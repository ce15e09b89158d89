package org.sanwei.routes.reply;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.reply.ReturnAddress.Nobody;

/**
 * Why the senders of the newest messages cannot be answered, in memory: the oldest goes when there
 * are too many, and after a restart their pages say only that there is no address. Safe from many
 * threads.
 */
final class Unanswerable {
  private record Known(Instant at, Nobody nobody) {}

  private final Map<ArrivalId, Known> newest;

  Unanswerable(int most) {
    newest =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.@Nullable Entry<ArrivalId, Known> eldest) {
            return size() > most;
          }
        };
  }

  synchronized void put(ArrivalId id, Instant at, Nobody nobody) {
    newest.putIfAbsent(id, new Known(at, nobody));
  }

  synchronized Optional<ReturnAddress> of(ArrivalId id) {
    return Optional.ofNullable(newest.get(id)).map(Known::nobody);
  }

  synchronized Map<ArrivalId, Instant> kept() {
    Map<ArrivalId, Instant> kept = new HashMap<>();
    newest.forEach((id, known) -> kept.put(id, known.at()));
    return kept;
  }

  synchronized void remove(Collection<ArrivalId> ids) {
    ids.forEach(newest::remove);
  }
}
