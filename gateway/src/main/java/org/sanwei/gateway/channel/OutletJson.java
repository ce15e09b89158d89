package org.sanwei.gateway.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.channel.reach.Checked;

/** An outlet in the interface. Counts but {@code waiting} are of the last 24 hours. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutletJson(
    String name,
    String way,
    long waiting,
    long accepted,
    long delivered,
    long failed,
    long unknown,
    @Nullable Instant lastGoodAt,
    @Nullable Failed lastFailure,
    ChannelJson.@Nullable Test test) {

  /** What went wrong last: a provider's code or a word of ours. */
  record Failed(Instant at, String code) {}

  static OutletJson of(OutletBoard.View view) {
    OutletRows.Outlet row = view.deliveries();
    OutletRows.Bad bad = row.lastBad();
    Checked found = view.found();
    Instant testedAt = view.testedAt();
    return new OutletJson(
        view.name(),
        view.way(),
        row.waiting(),
        row.accepted(),
        row.delivered(),
        row.failed(),
        row.unknown(),
        row.lastGood(),
        bad == null ? null : new Failed(bad.at(), bad.code()),
        found == null || testedAt == null ? null : ChannelJson.Test.of(found, testedAt));
  }
}
