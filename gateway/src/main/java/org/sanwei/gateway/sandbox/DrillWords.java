package org.sanwei.gateway.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.sanwei.gateway.sandbox.DrillMessage.Kind;

/**
 * Invented places, units and incidents, in the words of the trade. No name of a real place below
 * the country, no real person; every text ends with the drill's mark.
 */
final class DrillWords {
  private static final String DRILL = "（演练，内容虚构）";
  private static final List<String> CITIES =
      List.of("青川市", "海州市", "东湖市", "平原市", "临江县", "石桥县", "金山区", "云溪县");
  private static final List<String> TOWNS =
      List.of("河西镇", "白石镇", "松林乡", "东关街道", "望江街道", "南坪镇", "柳树屯乡", "清水镇");
  private static final List<String> OFFICES =
      List.of("应急管理局", "水务局", "公安局", "卫生健康委员会", "交通运输局", "自然资源局", "人民政府办公室", "消防救援大队");
  private static final List<String> SURNAMES = List.of("王", "刘", "陈", "赵", "孙", "马", "郭", "何");

  private final Random random;
  private final String time;
  private final int year;
  private final String city;
  private final String town;

  /**
   * @param time the present, as a report tells it
   */
  DrillWords(Random random, String time, int year) {
    this.random = random;
    this.time = time;
    this.year = year;
    this.city = pick(CITIES);
    this.town = pick(TOWNS);
  }

  /** A transcript's heading and words. */
  record Call(String subject, String text) {}

  /** A paper with its head, as it is typed. */
  record Document(String unit, String title, String text) {}

  String mobile() {
    return "139" + String.format(Locale.ROOT, "%08d", random.nextInt(100_000_000));
  }

  String faxNumber() {
    return "0999-6" + String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
  }

  String clerk() {
    return city + "值班室 " + pick(SURNAMES) + "某";
  }

  String faxSubject(String number) {
    return "传真 " + number + " 1页（演练）";
  }

  String faxCover(String number) {
    return "收到传真一份，来自 " + number + "，共1页，见附件。" + DRILL;
  }

  String shortReport(Kind kind) {
    String report =
        pick(List.<Supplier<String>>of(
                () -> town + "境内一货车侧翻，占用一条车道，无人员伤亡，交警已到场。",
                () -> town + "积水路段已设警戒，水深约" + number(20, 60) + "厘米，车辆绕行。",
                () -> "东线" + number(2, 9) + "处落石已清，" + town + "至县城道路恢复通行。",
                () -> town + "卫生院值班正常，今日发热门诊" + number(5, 60) + "人次，无聚集情况。",
                () -> "水库水位" + number(1280, 1290) + "." + number(10, 99) + "米，巡查两次，未见异常。"))
            .get();
    String from = city + town + "值班室：";
    return head(kind, " ") + from + body(kind, report) + DRILL;
  }

  Call call(Kind kind) {
    Call call =
        pick(List.<Supplier<Call>>of(
                () ->
                    new Call(
                        town + "停水",
                        "来电人反映" + town + "约" + number(200, 6000) + "户停水，主管道爆管，询问何时恢复。"),
                () -> new Call(town + "路灯不亮", "来电人称村口路灯连续" + number(2, 9) + "晚不亮，老人出行不便。"),
                () ->
                    new Call(
                        town + "疑似燃气味",
                        "来电人闻到楼道有燃气味，已提示开窗、勿开关电器，请燃气公司" + number(10, 30) + "分钟内到场。"),
                () -> new Call(town + "欠薪求助", "来电人代表" + number(6, 40) + "名工友反映工地拖欠工资，情绪平稳，要求答复。"),
                () -> new Call(town + "道路塌陷", "来电人称路面塌陷约" + number(2, 8) + "平方米，现场无人受伤，请设围挡。")))
            .get();
    return new Call(
        call.subject() + "（演练）", head(kind, "\n") + body(kind, city + call.text()) + DRILL);
  }

  String followUp(String subject) {
    return "续：" + subject + "。承办单位" + city + "已到场处理，预计" + number(2, 8) + "小时内办结，来电人表示知晓。" + DRILL;
  }

  Document document(Kind kind) {
    String unit = city + pick(OFFICES);
    Document body =
        pick(List.<Supplier<Document>>of(
                () ->
                    report(
                        unit,
                        "山体滑坡险情及人员转移情况的报告",
                        "我地"
                            + town
                            + "发生山体滑坡，方量约"
                            + number(2, 9)
                            + "万立方米，已转移群众"
                            + number(30, 400)
                            + "人，无人员伤亡，滑坡体仍有小幅蠕动，已设专人值守。"),
                () ->
                    report(
                        unit,
                        "道路交通事故处置情况的续报",
                        town
                            + "路段事故已致"
                            + number(1, 2)
                            + "人死亡、"
                            + number(3, 9)
                            + "人受伤，伤者均已送医，现场清理完毕，"
                            + "道路于"
                            + number(1, 5)
                            + "小时后恢复通行。"),
                () ->
                    report(
                        unit,
                        "做好强降雨防范应对工作的通知",
                        "预计未来"
                            + number(12, 48)
                            + "小时将有暴雨，请各单位加强巡查值守，"
                            + town
                            + "低洼地段提前转移，严格落实24小时值班和领导带班制度。"),
                () ->
                    report(
                        unit,
                        "水库超汛限水位运行情况的报告",
                        town
                            + "上游水库水位超汛限"
                            + number(1, 3)
                            + "."
                            + number(10, 99)
                            + "米，出库流量每秒"
                            + number(200, 500)
                            + "立方米，坝体未见渗漏。"),
                () ->
                    report(
                        unit,
                        "报送国庆假期值班表的通知",
                        "请于"
                            + number(3, 9)
                            + "日前报送值班安排，带班领导一名、值班人员两名，联系人"
                            + pick(SURNAMES)
                            + "某。")))
            .get();
    String text =
        head(kind, "\n")
            + unit
            + "\n"
            + body.title()
            + "\n"
            + city.charAt(0)
            + "应急〔"
            + year
            + "〕"
            + number(1, 200)
            + "号\n\n"
            + body(kind, body.text())
            + "\n\n"
            + unit
            + "\n"
            + DRILL;
    return new Document(unit, body.title(), text);
  }

  private Document report(String unit, String title, String words) {
    return new Document(unit, unit + "关于" + title + "（演练）", time + "，" + words);
  }

  /** What stands at the top: copy number, mark, urgency, each where the trade puts it. */
  private String head(Kind kind, String separator) {
    String urgency = pick(List.of("特急", "加急"));
    return switch (kind) {
      case CLASSIFIED ->
          (separator.equals("\n") ? String.format(Locale.ROOT, "%06d\n", number(1, 99)) : "")
              + pick(List.of("秘密★1年", "机密★10年", "机密★长期", "秘密★6个月", "绝密★启用前"))
              + separator
              + (random.nextBoolean() ? urgency + separator : "");
      case WORK_SECRET -> pick(List.of("内部", "内部事项 注意保管")) + separator;
      case URGENT -> urgency + separator;
      case ROUTINE, MENTION, PICTURE -> "";
    };
  }

  /** A mention speaks of secrecy in running text. */
  private String body(Kind kind, String text) {
    return kind == Kind.MENTION
        ? text
            + pick(
                List.of(
                    "会后组织学习保守国家秘密法，重温机密、秘密文件的管理要求。",
                    "请各单位自查：不得用微信传输涉密文件，不得把绝密、机密材料带回家。",
                    "保密宣传月培训定于下周举行，内容为国家秘密的密级与标志。"))
        : text;
  }

  private int number(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
