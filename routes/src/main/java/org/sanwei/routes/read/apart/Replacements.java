package org.sanwei.routes.read.apart;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** How many children gave way, by reason. Safe from many threads. */
final class Replacements {
  private final Map<Replaced, LongAdder> counts = new EnumMap<>(Replaced.class);

  Replacements() {
    for (Replaced why : Replaced.values()) {
      counts.put(why, new LongAdder());
    }
  }

  void note(Replaced why) {
    adder(why).increment();
  }

  Map<Replaced, Long> byReason() {
    return counts.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().sum()));
  }

  private LongAdder adder(Replaced why) {
    LongAdder adder = counts.get(why);
    if (adder == null) {
      throw new IllegalStateException("nobody counts " + why);
    }
    return adder;
  }
}
