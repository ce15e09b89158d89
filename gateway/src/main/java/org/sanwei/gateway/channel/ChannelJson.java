package org.sanwei.gateway.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.channel.RecentHours.Kind;
import org.sanwei.gateway.channel.reach.Checked;

/** A channel in the interface. Spans are in seconds; what is not known is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChannelJson(
    String name,
    ChannelKind kind,
    String way,
    @Nullable Instant lastAt,
    long waiting,
    int thisHour,
    int lastDay,
    int week,
    Map<String, Integer> lastDayBy,
    SilenceJson silence,
    @Nullable Test test,
    @Nullable FaultJson lastError,
    @Nullable ProbeJson plainProbe,
    @Nullable ProbeJson markedProbe) {

  /**
   * How silent it is; {@code alarm} stands until a message comes. Without a limit nobody is
   * alarmed.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SilenceJson(
      long quietSeconds, @Nullable Long limitSeconds, Silence.Basis basis, boolean alarm) {}

  /** What a connection test found. */
  record Test(boolean good, String code, String where, String cause, Instant at) {
    static Test of(Checked found, Instant at) {
      String cause = found instanceof Checked.Bad bad ? bad.cause() : "";
      return new Test(found.good(), found.code(), found.where(), cause, at);
    }
  }

  /** What went wrong last, in stable words. */
  record FaultJson(Instant at, String what, String where) {}

  /** One probe; {@code tookMillis} once it is in its place. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ProbeJson(
      String state, String reason, Instant at, @Nullable Long tookMillis, boolean late) {
    static @Nullable ProbeJson of(ChannelView.@Nullable Probe probe) {
      if (probe == null) {
        return null;
      }
      Long took = probe.took() == null ? null : probe.took().toMillis();
      return new ProbeJson(probe.state(), probe.reason(), probe.at(), took, probe.late());
    }
  }

  static ChannelJson of(ChannelView view) {
    Map<String, Integer> by = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      by.put(kind.name().toLowerCase(Locale.ROOT), view.lastDay(kind.name()));
    }
    Silence silence = view.silence();
    Checked found = view.found();
    Instant testedAt = view.testedAt();
    ChannelRow.Fault fault = view.fault();
    return new ChannelJson(
        view.name(),
        view.kind(),
        view.way(),
        view.lastAt(),
        view.waiting(),
        view.thisHour(),
        view.lastDay(),
        view.week(),
        by,
        new SilenceJson(
            silence.quiet().toSeconds(),
            view.watched() ? silence.limit().toSeconds() : null,
            silence.basis(),
            view.alarmed()),
        found == null || testedAt == null ? null : Test.of(found, testedAt),
        fault == null ? null : new FaultJson(fault.at(), fault.what(), fault.where()),
        ProbeJson.of(view.plain()),
        ProbeJson.of(view.marked()));
  }
}
