package org.sanwei.gateway.channel;

import java.util.List;
import java.util.Map;

/** A pool of readers in the interface. Ages in seconds. */
record ReaderJson(
    String name,
    String standing,
    int most,
    int children,
    int busy,
    int wanted,
    boolean ownNetwork,
    Map<String, Long> troubles,
    long served,
    List<Waiting> waiting) {

  /** What waits for it. */
  record Waiting(String name, long messages, long oldestSeconds, boolean late) {}

  static ReaderJson of(ReaderView view) {
    return new ReaderJson(
        view.name(),
        view.standing(),
        view.counts().most(),
        view.counts().standing(),
        view.counts().busy(),
        view.counts().wanted(),
        view.counts().ownNetwork(),
        view.troubles(),
        view.served(),
        view.queues().stream()
            .map(q -> new Waiting(q.name(), q.messages(), q.oldest().toSeconds(), q.late()))
            .toList());
  }
}
