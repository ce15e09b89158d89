package org.sanwei.gateway.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.people.People;
import org.sanwei.routes.message.Attachment;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Reception;
import org.sanwei.routes.message.Standing;

/** A made-up morning at the desk, to look at. */
final class Morning {
  private Morning() {}

  static void fill(RunningDesk desk) {
    Instant now = Instant.now();
    for (int i = 14; i > 0; i--) {
      settle(
          desk,
          arrival(now, 60 + i * 7, ChannelKind.values()[i % 4]),
          Urgency.NONE,
          "第" + i + "区平安日报：今日无重大突发事件",
          "石桥县委办",
          "一切正常。");
    }
    settle(
        desk,
        arrival(now, 58, ChannelKind.INTRANET),
        Urgency.IMMEDIATE,
        "特急 寒潮橙色预警：北部山区降温12℃以上，请各县区防范",
        "市气象台",
        "市气象台11月22日发布寒潮橙色预警。");
    settle(
        desk,
        arrival(now, 49, ChannelKind.FAX),
        Urgency.NONE,
        "县委书记外出请假报备（11月24日至26日，代行：刘某）",
        "石桥县委办",
        "现将外出情况报备如下。");
    Reception classified = arrival(now, 41, ChannelKind.INTRANET);
    desk.register().settle(Samples.card(classified, Outcome.CLASSIFIED, "mark"));
    desk.part(Receipts.class)
        .record(classified.id(), "default", "机要员 周某", now.minusSeconds(1500), Samples.ENVELOPE);
    desk.register()
        .settle(Samples.card(arrival(now, 38, ChannelKind.FAX), Outcome.CLASSIFIED, "mark"));
    desk.register()
        .settle(Samples.card(arrival(now, 33, ChannelKind.FAX), Outcome.HELD, "suspect"));
    settle(
        desk,
        arrival(now, 29, ChannelKind.SMS),
        Urgency.NONE,
        "",
        "河西镇值班室",
        "李庄路段积雪3车追尾，无人员伤亡，道路已恢复通行，交警已到场。");
    settle(
        desk,
        arrival(now, 26, ChannelKind.HOTLINE),
        Urgency.PRIORITY,
        "加急 东关街道6000户停水，主管道爆管，预计12时前恢复",
        "12345",
        "主管道爆管，抢修人员已到场。");
    desk.register().settle(Samples.card(arrival(now, 19, ChannelKind.FAX), Outcome.HELD, "unread"));
    accident(desk, arrival(now, 14, ChannelKind.FAX));
    Reception again = arrival(now, 13, ChannelKind.FAX);
    desk.register().book(again);
    desk.register().book(Samples.reception(again.id(), now.minusSeconds(60)));
    desk.register()
        .settle(Samples.card(arrival(now, 5, ChannelKind.FAX), Outcome.SPILL, "ceiling"));
  }

  private static void accident(RunningDesk desk, Reception reception) {
    String subject = "特急 关于河西镇大客车与货车相撞事故的报告（首报）";
    String body =
        "市委值班室：\n　　11月22日1时40分，我县河西镇发生一起道路交通事故，一辆载有23人的大客车与货车相撞，"
            + "已造成3人死亡、12人受伤。县委、县政府主要负责同志已赶赴现场，伤者已送县人民医院救治。\n"
            + "　　现场由县委副书记王某指挥，交警、消防、卫健等部门共84人参与处置，G220 K31段双向封闭。"
            + "后续情况将及时续报。\n　　联系人：孙某，电话 0538-****118。\n　　　　　　河西县委办公室\n　　　　　　2026年11月22日";
    int deaths = body.codePointCount(0, body.indexOf("3人死亡"));
    Label label = new Label(Sensitivity.WORK_SECRET, Urgency.IMMEDIATE, null);
    desk.register()
        .settle(
            new DeskEntry.OpenItem(
                new Standing(
                    reception,
                    Outcome.OPEN,
                    "none",
                    label,
                    List.of("casualties", "urgency-immediate"),
                    Samples.POLICY,
                    1,
                    null),
                subject,
                "河西县委办 0538-****118",
                List.of(
                    new Part("subject", Place.SUBJECT, subject),
                    new Part("body", Place.BODY, body)),
                List.of(
                    new Evidence("urgency-immediate", "subject", 0, 2, "特急"),
                    new Evidence("casualties", "body", deaths, deaths + 10, "3人死亡、12人受伤")),
                List.of(new Attachment("河西首报.tif", "image/tiff", new byte[41_000])),
                Samples.SALT));
    People people = desk.part(People.class);
    desk.part(Inbox.class).claim(people.find("zhang").orElseThrow(), ItemRef.of(reception.id()), 1);
    desk.part(Inbox.class).view(people.find("li").orElseThrow(), ItemRef.of(reception.id()));
  }

  private static void settle(
      RunningDesk desk,
      Reception reception,
      Urgency urgency,
      String subject,
      String sender,
      String body) {
    List<Evidence> evidence =
        urgency == Urgency.NONE
            ? List.of()
            : List.of(new Evidence("urgency-" + urgency.chinese(), "subject", 0, 2, ""));
    DeskEntry.OpenItem item = Samples.open(reception, urgency, subject, body, evidence, List.of());
    desk.register()
        .settle(
            new DeskEntry.OpenItem(
                item.standing(), subject, sender, item.parts(), evidence, List.of(), Samples.SALT));
  }

  private static Reception arrival(Instant now, int minutesAgo, ChannelKind kind) {
    return Samples.reception(Samples.newId(), now.minus(Duration.ofMinutes(minutesAgo)), kind);
  }
}
