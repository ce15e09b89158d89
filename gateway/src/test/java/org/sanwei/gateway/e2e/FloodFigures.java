package org.sanwei.gateway.e2e;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.sanwei.gateway.bench.Machine;

/**
 * What a flood came to, as the part of the page that it writes.
 *
 * @param taken from its begin until every source was rid of all
 * @param settled until everything was booked and judged
 */
record FloodFigures(
    Machine machine,
    LocalDate date,
    String heap,
    Map<Way, Integer> shares,
    Duration taken,
    Duration settled,
    long toldToWait,
    long unanswered,
    Reckoning reckoning,
    Register.Account account,
    Gauge.Heap collector,
    double peakMegabytes,
    double peakOfAllMegabytes,
    String greatBody,
    List<Look> looks) {
  private static final int SPANS = 4;

  /** How far it was at one moment since the begin. */
  record Look(Duration at, long accepted, long booked) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%5d s  answered for %6d  booked %6d", at.toSeconds(), accepted, booked);
    }
  }

  /** Whether nothing was lost, doubled or in a wrong place, and the account balances. */
  boolean clean() {
    return reckoning.clean(unanswered)
        && account.placed() == account.arrived()
        && greatBody.startsWith("HTTP 202");
  }

  String part() {
    return String.format(
        Locale.ROOT,
        """
        ## 小内存 · A small heap

        `./sanwei soak memory`：网关只有 `-Xmx%s`，所有渠道同时来件，要多快有多快，被叫慢就慢；随后逐件清点。

        *The gateway has a heap of %s; every way in is used at once, as fast as it takes, and slower when it says so; then every message is
        looked for.*

        | 项 what | 数 figure |
        |---|---|
        | 日期 date | %s |
        | 机器 machine | %s, %d 核 cores, %d MB（来源也在这台机器上 its sources on it too） |
        | 来件 messages | %d：%s |
        | 收完 all taken after | %.1f min，每秒 %.0f a second |
        | 办完 all judged and booked after | %.1f min，每秒 %.0f a second |
        | 每四分之一件的速度 booked a second, by quarters of the messages | %s |
        | 被请慢 told to come again | %d |
        | 丢失 lost | **%d** |
        | 重复 doubled | **%d**（没有应答过 tries without an answer: %d） |
        | 走错 in another place | **%d** |
        | 账 the account | 来 arrived %d = 公开 open %d + 留置 held %d + 涉密 classified %d + 越限 spilled %d + 重 again %d + 待 waiting %d |
        | 堆 heap | 最满 at its fullest %d MB；整理后最多 after whole collections at most %s；整理共 collecting %.1f s |
        | 网关进程 the gateway's process | 最多 at most %.0f MB PSS；连数据库 with the database %.0f MB |
        | 200 MB 的单件 one body of 200 MB | %s |
        """,
        heap,
        heap,
        date,
        machine.processor(),
        machine.processors(),
        machine.memoryMegabytes(),
        reckoning.messages(),
        ways(),
        minutes(taken),
        perSecond(taken),
        minutes(settled),
        perSecond(settled),
        spans(),
        toldToWait,
        reckoning.lost(),
        reckoning.doubled(),
        unanswered,
        reckoning.astray(),
        account.arrived(),
        account.open(),
        account.held(),
        account.classified(),
        account.spilled(),
        account.again(),
        account.waiting(),
        collector.fullest(),
        collector.afterWhole(),
        collector.collecting().toMillis() / 1000.0,
        peakMegabytes,
        peakOfAllMegabytes,
        greatBody);
  }

  private String ways() {
    return shares.entrySet().stream()
        .map(e -> e.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + e.getValue())
        .collect(Collectors.joining("，"));
  }

  private static double minutes(Duration time) {
    return time.toMillis() / 60_000.0;
  }

  private double perSecond(Duration time) {
    return reckoning.messages() * 1000.0 / Math.max(1, time.toMillis());
  }

  /** Whether it grows slower the more is there. */
  private String spans() {
    StringBuilder all = new StringBuilder();
    Look from = new Look(Duration.ZERO, 0, 0);
    for (int span = 1; span <= SPANS; span++) {
      long wanted = (long) reckoning.messages() * span / SPANS;
      Look to =
          looks.stream()
              .filter(look -> look.booked() >= wanted)
              .findFirst()
              .orElse(new Look(settled, wanted, reckoning.messages()));
      double seconds = to.at().minus(from.at()).toMillis() / 1000.0;
      all.append(span == 1 ? "" : " · ");
      all.append(
          seconds <= 0
              ? "-"
              : String.format(Locale.ROOT, "%.0f", (to.booked() - from.booked()) / seconds));
      from = to;
    }
    return all.toString();
  }

  @Override
  public String toString() {
    return reckoning
        + ", taken in "
        + taken.toSeconds()
        + " s, settled in "
        + settled.toSeconds()
        + " s, heap "
        + collector
        + ", "
        + Math.round(peakOfAllMegabytes)
        + " MB in all, told to wait "
        + toldToWait
        + ", great body: "
        + greatBody;
  }
}
