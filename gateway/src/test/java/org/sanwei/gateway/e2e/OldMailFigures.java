package org.sanwei.gateway.e2e;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.sanwei.gateway.bench.Machine;

/**
 * What the first day before a full mailbox came to, as the part of the page that it writes.
 *
 * @param old mails that lay there
 * @param fresh mails that came meanwhile
 * @param all until everything was taken, judged and booked
 * @param untilKill mails whose bodies were fetched when the gateway was killed
 * @param again bodies that were fetched a second time
 * @param delays from a new mail's arrival to its fetching, milliseconds
 * @param left mails in the mailbox at the end
 */
record OldMailFigures(
    Machine machine,
    LocalDate date,
    String take,
    String heap,
    int old,
    int fresh,
    Duration all,
    int untilKill,
    int again,
    List<Long> delays,
    Reckoning reckoning,
    Gauge.Heap before,
    Gauge.Heap after,
    double peakMegabytes,
    double peakOfAllMegabytes,
    int left,
    List<FloodFigures.Look> looks) {

  /** Nothing lost, doubled or misplaced; new ones were not kept waiting by old ones. */
  boolean clean() {
    return reckoning.clean(0)
        && delays.size() == fresh
        && left == (take.equals("move") ? 0 : old + fresh);
  }

  String part() {
    return String.format(
        Locale.ROOT,
        """
        ## 满信箱的第一天（%s） · The first day before a full mailbox (%s)

        `./sanwei soak mailbox`：信箱里已有 %d 封旧邮件，收的时候还不断有新邮件，中途 `kill -9` 一次。`-Xmx%s`，`since: all`，`pollEvery: 1s`。

        *%d old mails lie there, new ones come meanwhile, and there is a `kill -9` in the middle.*

        | 项 what | 数 figure |
        |---|---|
        | 日期 date | %s，%s，%d 核 cores |
        | 全部收完、判完 all taken, judged, booked | %.1f min，每秒 %.0f a second |
        | 每十分之一的速度 a second, by tenths of the time | %s |
        | 新邮件 %d 封，从到信箱到被取 new mails, from arrival to fetching | 中位 median %.1f s，最长 max %.1f s（含重启 the restart included） |
        | 杀在第几封 killed at mail | %d，之后重取 fetched again: %d |
        | 丢失 lost · 重复 doubled · 走错 in another place | **%d** · **%d** · **%d** |
        | 堆：整个整理后最多 heap after whole collections, at most | 杀前 before the kill %s，杀后 after %s |
        | 网关进程 the gateway's process | 最多 at most %.0f MB PSS；连数据库 with the database %.0f MB |
        """,
        take,
        take,
        old,
        heap,
        old,
        date,
        machine.processor(),
        machine.processors(),
        all.toMillis() / 60_000.0,
        (old + fresh) * 1000.0 / all.toMillis(),
        tenths(),
        fresh,
        percentile(50),
        percentile(100),
        untilKill,
        again,
        reckoning.lost(),
        reckoning.doubled(),
        reckoning.astray(),
        before.afterWhole(),
        after.afterWhole(),
        peakMegabytes,
        peakOfAllMegabytes);
  }

  private String tenths() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < 10 && looks.size() > 10; i++) {
      FloodFigures.Look from = looks.get(i * (looks.size() - 1) / 10);
      FloodFigures.Look to = looks.get((i + 1) * (looks.size() - 1) / 10);
      double seconds = to.at().minus(from.at()).toMillis() / 1000.0;
      all.append(i == 0 ? "" : " · ");
      all.append(String.format(Locale.ROOT, "%.0f", (to.booked() - from.booked()) / seconds));
    }
    return all.toString();
  }

  private double percentile(int percent) {
    List<Long> sorted = delays.stream().sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, rank - 1)) / 1000.0;
  }

  @Override
  public String toString() {
    return part();
  }
}
