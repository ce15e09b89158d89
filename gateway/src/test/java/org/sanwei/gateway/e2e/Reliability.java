package org.sanwei.gateway.e2e;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sanwei.gateway.bench.Machine;
import org.sanwei.gateway.e2e.Round.Kill;

/**
 * The figures of one soak run, as the page that it writes for readers.
 *
 * @param minutes that the run took
 * @param atTheEnd what was not as it must be when all half texts of an office had waited long
 *     enough
 * @param answers how receipts to senders stood then
 */
record Reliability(
    Machine machine,
    LocalDate date,
    long seed,
    double minutes,
    Map<Way, Long> byWay,
    List<Round> rounds,
    List<String> atTheEnd,
    Answers.Tally answers) {

  private static final Map<Kill, String> CHINESE =
      new EnumMap<>(
          Map.of(
              Kill.GATEWAY, "网关 gateway",
              Kill.POSTGRES, "数据库 PostgreSQL",
              Kill.BOTH, "两个一起 both"));

  /** Whether no round has anything to say against it. */
  boolean clean() {
    return atTheEnd.isEmpty() && rounds.stream().allMatch(Round::clean);
  }

  /** Its part of the page, as Markdown. */
  String part() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        ## 杀了又起 · Killed and started again

        `./sanwei soak`。每一轮：所有渠道同时来件（也有缺一段的长短信、要识读的传真页、值班员正在写的登记单），每件带一个独一无二的记号；任意时刻用 `kill -9` 杀掉网关、数据库，或两个一起；重新启动后，从第一件起全部清点，
        并在每个文件、每行数据库记录、各岗位轮流看到的网页、指标、短信中心和手机里找涉密件和留置件的记号。

        *Each round: traffic on every channel at once (texts of which a part never comes, fax pages that must be recognised, and slips that somebody is writing, among it), each message with words of its own; `kill -9` of the gateway, its database or both at
        any moment; after the restart everything is counted from the first message on, and the words of classified and held messages are looked
        for in every file, every row of the database, the pages as the accounts see them in turn, the metrics, the SMS centre and the phones.*

        """);
    page.append(totals()).append(kills()).append(ways()).append(faults());
    page.append(
        """
        ### 怎么读 · How to read it

        - **丢失 lost**：网关应答过、事后不在该在的地方。**重复 doubled**：同一件在屏幕上出现两次。短信没有来源标识，应答没收到的那条运营商会再送一次，
          两条都留，所以没有应答过几次就最多多几条，不算重复。
        - **泄漏 leaked**：涉密或留置件的记号在机要员以外的任何地方找到了，无论 UTF-8、UTF-16、GB18030、base64、quoted-printable、十六进制，还是压缩过。
        - **半条短信 half text**：缺的那一段不会来；等够时间（这里一分钟）就留置，一次，有号。**登记单 slip**：应答过的自动保存在重启后还在；
          登记了的恰好一件；写到涉密处的不留，别处也找不到。
        - **回执 receipts**：传真邮件和短信的每一件恰好一个"已收到"，号与时间都对；被杀时正在发的那个不知去向，显示为"不明"，不再自己发第二次。
        - **恢复 recovery**：从数据库被杀或网关重新启动，到一件新来件得到应答并判完；两家单位在同一台机器上同时受这一番。
        - 没有做的：断电（`kill -9` 不丢操作系统已经收下的写），磁盘损坏，多台机器。找法看不见的：别的程序用别的办法压缩或加密的内容。

        *Half a text is held, once and with a number, after a minute's wait. What was kept of a slip with an answer is there after the restart; what no
        slip may keep is nowhere. Each fax mail and text has one receipt; the one that was being sent at a kill stands as unknown and is not sent again.
        Two offices live through it on the machine at a time.
        A text has no identity of its source's: one whose answer was lost is brought again and both are kept, so there may be one more for each
        lost answer. Not done: power loss (`kill -9` loses no write that the kernel has), broken disks, several machines. Not seen: what other
        programs packed in other ways.*
        """);
    return page.toString();
  }

  private String totals() {
    return String.format(
        Locale.ROOT,
        """
        | 项 what | 数 figure |
        |---|---|
        | 日期 date | %s |
        | 机器 machine | %s, %d 核 cores, %d MB |
        | 系统 system | %s, %s |
        | 种子 seed | `./sanwei soak --rounds %d --seed %d` |
        | 轮数 rounds | %d，用时 in %.1f min |
        | 来件 messages | %d |
        | 被杀时还没有应答的次数 tries without an answer | %d |
        | 丢失 lost | **%d** |
        | 重复 doubled | **%d** |
        | 泄漏 leaked | **%d** |
        | 回执 receipts to senders | 发出 sent %d，不明 unknown %d，待发 waiting %d |
        | 恢复，秒 recovery, seconds | 中位 median %.1f，p95 %.1f，最长 max %.1f |

        """,
        date,
        machine.processor(),
        machine.processors(),
        machine.memoryMegabytes(),
        machine.system(),
        machine.java(),
        rounds.size(),
        seed,
        rounds.size(),
        minutes,
        rounds.stream().mapToInt(Round::messages).sum(),
        rounds.stream().mapToInt(Round::wondering).sum(),
        rounds.stream().mapToInt(Round::lost).sum(),
        rounds.stream().mapToInt(Round::doubled).sum(),
        rounds.stream().mapToInt(Round::leaked).sum(),
        answers.sent(),
        answers.unknown(),
        answers.waiting(),
        percentile(rounds, 50),
        percentile(rounds, 95),
        percentile(rounds, 100));
  }

  private String kills() {
    StringBuilder table =
        new StringBuilder(
            "| 杀掉 killed | 轮 rounds | 来件 messages | 恢复中位 median s | 最长 max s |\n"
                + "|---|---|---|---|---|\n");
    for (Kill kill : Kill.values()) {
      List<Round> some = rounds.stream().filter(round -> round.kill() == kill).toList();
      if (!some.isEmpty()) {
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %d | %d | %.1f | %.1f |%n",
                CHINESE.get(kill),
                some.size(),
                some.stream().mapToInt(Round::messages).sum(),
                percentile(some, 50),
                percentile(some, 100)));
      }
    }
    return table.append('\n').toString();
  }

  private String ways() {
    StringBuilder table = new StringBuilder("| 渠道 way in | 来件 messages |\n|---|---|\n");
    byWay.forEach(
        (way, count) ->
            table
                .append("| " + way.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | ")
                .append(count)
                .append(" |\n"));
    return table.append('\n').toString();
  }

  private String faults() {
    List<Round> bad = rounds.stream().filter(round -> !round.clean()).toList();
    if (clean()) {
      return "每一轮之后：账平，受理号不断，直呈与各人所见一致。*After every round the account balanced, numbers had no"
          + " gaps, and bulletins stood as their people had been told.*\n\n";
    }
    StringBuilder list = new StringBuilder("### 不对的轮次 · Rounds with faults\n\n");
    bad.forEach(round -> list.append("- ").append(round).append('\n'));
    atTheEnd.forEach(fault -> list.append("- at the end: ").append(fault).append('\n'));
    return list.append('\n').toString();
  }

  /** The least value that so many of a hundred rounds do not exceed; 0 without rounds. */
  static double percentile(List<Round> rounds, int percent) {
    List<Double> sorted = rounds.stream().map(Round::recoverySeconds).sorted().toList();
    int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
    return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, rank - 1));
  }
}
