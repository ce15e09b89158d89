package org.sanwei.routes.read.ocr.pages;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Invented names, titles and sentences of official papers. Nothing in them is real. */
final class Words {
  /** Organ, and the word that its document numbers begin with. */
  private static final String[][] ORGANS = {
    {"清源省人民政府办公厅", "清政办发"},
    {"临沧河流域防汛指挥部", "临防指"},
    {"望江市应急管理局", "望应急"},
    {"中共安平县委办公室", "安办发"},
    {"白石省气象局", "白气发"},
    {"云水市卫生健康委员会", "云卫函"},
    {"龙门县人民政府", "龙政"},
    {"长岭铁路监督管理局", "长铁监"},
    {"海宁港口管理委员会", "海港管"},
    {"玉泉市公安局交通警察支队", "玉公交"},
    {"西川省水利厅", "西水防"},
    {"丰城市自然资源和规划局", "丰自然资"},
    {"北原省林业和草原局", "北林防"},
    {"大河市教育局", "大教安"},
    {"南湖新区管理委员会", "南管"},
    {"青山县消防救援大队", "青消"},
  };

  /** Organs whose very name holds a letter of a mark. */
  private static final String[][] CONFUSING_ORGANS = {
    {"清源省国家保密局", "清保"},
    {"望江市人民政府秘书处", "望秘"},
    {"白石省省直机关事务管理局", "白机管"},
    {"中共龙门县委机要局", "龙机"},
  };

  private static final String[] EVENTS = {
    "强降雨引发山洪灾害",
    "危化品运输车辆侧翻泄漏",
    "老旧小区燃气爆燃事故",
    "西山林场森林火情扑救",
    "三号台风登陆前后防御",
    "城区大面积停水抢修",
    "高速公路多车相撞事故",
    "水库水位超过汛限水位",
    "低温冰冻天气交通保障",
    "中学生聚集性发热疫情",
    "五点二级地震灾情核查",
    "地铁施工地面塌陷险情",
    "客船搁浅人员转移",
    "山体滑坡阻断省道",
  };

  private static final String[][] SHAPES = {
    {"关于", "情况的报告"},
    {"关于做好", "工作的通知"},
    {"关于", "处置进展的续报"},
    {"关于进一步加强", "有关工作的紧急通知"},
    {"关于商请支援", "工作的函"},
  };

  /** Titles of unmarked papers that talk of secrecy, or look like it. */
  private static final String[] CONFUSING_TITLES = {
    "关于开展保密法宣传教育月活动的通知",
    "关于举办机关工作人员保密知识培训班的通知",
    "关于加强企业商业秘密保护工作的指导意见",
    "关于密切关注台风动向做好防御工作的通知",
    "关于绝大多数乡镇已恢复供电的情况报告",
    "关于召开全市秘书工作座谈会的通知",
    "关于做好机关值班和机动力量备勤的通知",
    "关于建立江河安全长期监测机制的通知",
    "关于近10年洪水资料整编工作的函",
    "关于防汛机械和密封舱段检修情况的报告",
  };

  private static final String[] SENTENCES = {
    "今日凌晨三时许，上游两个雨量站一小时降雨量先后超过七十毫米，河道水位上涨明显。",
    "接报后，值班领导带领应急、公安、医疗人员于40分钟内到达现场，划定警戒范围并疏导车辆。",
    "截至14时，共转移群众1268人，集中安置点开设9处，饮用水和食品供应充足。",
    "初步统计，受损房屋57间，农作物受灾面积约3400亩，暂无人员失联报告。",
    "电力部门已派出抢修队伍6支，预计今晚22时前恢复全部线路供电。",
    "伤员4人均已送往市中心医院救治，生命体征平稳，家属安抚工作正在进行。",
    "下一步，将继续组织专业力量排查隐患，每两小时报告一次进展，重要情况随时报告。",
    "请你单位抓紧核实有关数据，于明日上午9时前书面反馈，联系人和电话附后。",
    "各乡镇要落实包保责任，逐户通知危险区域住户，确保不漏一人、不留死角。",
    "经现场勘查，泄漏物质为甲醇，周边空气和水体检测结果均在正常范围之内。",
    "交警部门已在受影响路段两端设置分流点，过往车辆可由县道绕行，通行基本有序。",
    "据气象部门会商意见，未来24小时仍有中到大雨，局部地区伴有雷电和八级阵风。",
    "水库管理单位按调度指令开启两孔泄洪闸，出库流量由每秒120立方米增至260立方米。",
    "现场救援由省消防总队统一指挥，投入车辆18台、搜救犬4条、生命探测仪3部。",
    "事故原因正在调查，当地已成立工作组，分设救治、善后、宣传和保障四个小组。",
    "学校已对教室和宿舍全面消毒，暂停集体活动，并安排专人每日登记体温。",
    "请各单位严格执行领导带班和专人值守，保持通信畅通，做到有事报情况、无事报平安。",
    "通信运营企业出动应急基站车3辆，受影响区域信号已基本恢复正常。",
    "经专家会商，该处边坡仍处于缓慢变形状态，暂不具备大型机械进场作业条件。",
    "市场监管部门加强对蔬菜、粮油等商品的价格监测，目前货源充足，价格平稳。",
  };

  /** Sentences that name levels of secrecy without marking the paper they stand in. */
  private static final String[] MENTIONS = {
    "各单位要对照定密事项目录，正确区分绝密、机密、秘密三个等级，防止定密过宽过严。",
    "培训内容包括保守国家秘密法及其实施条例、涉密载体管理和典型案例剖析。",
    "不得在互联网邮箱、传真和微信中处理标有机密、秘密字样的文件资料。",
    "企业的客户名单、工艺配方等属于商业秘密，应当采取合理的保护措施。",
    "请密切关注水情变化，绝大多数险情发生在退水阶段，切不可麻痹大意。",
  };

  private static final String[] ADDRESSEES = {
    "各县（市、区）人民政府，市直各有关单位：", "省政府总值班室：", "各乡镇人民政府、街道办事处：", "市防汛抗旱指挥部各成员单位：", "各市（州）应急管理局，局机关各处室：",
  };

  private static final String[] ATTACHMENTS = {
    "现场联系人名单", "转移安置情况统计表", "值班电话一览表", "受影响路段绕行示意图", "物资调拨清单"
  };

  private static final String[] SURNAMES = {"李", "王", "陈", "周", "赵", "孙", "郑", "何"};

  private Words() {}

  static String[] organ(Random random) {
    return pick(random, ORGANS);
  }

  static String[] confusingOrgan(Random random) {
    return pick(random, CONFUSING_ORGANS);
  }

  static String title(Random random) {
    String[] shape = pick(random, SHAPES);
    return shape[0] + pick(random, EVENTS) + shape[1];
  }

  static String confusingTitle(Random random) {
    return pick(random, CONFUSING_TITLES);
  }

  static String addressee(Random random) {
    return pick(random, ADDRESSEES);
  }

  static String name(Random random) {
    return pick(random, SURNAMES) + pick(random, new String[] {"建国", "志强", "晓梅", "海涛", "文斌"});
  }

  static String phone(Random random) {
    return "0%d-%d".formatted(511 + random.nextInt(400), 6200000 + random.nextInt(799999));
  }

  static List<String> attachments(Random random, int count) {
    List<String> all = new ArrayList<>(List.of(ATTACHMENTS));
    Collections.shuffle(all, random);
    return List.copyOf(all.subList(0, count));
  }

  /** Paragraphs of so many different sentences in all, one of them a mention if so wished. */
  static List<String> body(Random random, int sentences, boolean mention) {
    List<String> all = new ArrayList<>(List.of(SENTENCES));
    Collections.shuffle(all, random);
    List<String> chosen = new ArrayList<>(all.subList(0, Math.min(sentences, all.size())));
    if (mention) {
      chosen.set(random.nextInt(chosen.size()), pick(random, MENTIONS));
    }
    List<String> paragraphs = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i += 3) {
      paragraphs.add(String.join("", chosen.subList(i, Math.min(i + 3, chosen.size()))));
    }
    return paragraphs;
  }

  static <T> T pick(Random random, T[] of) {
    return of[random.nextInt(of.length)];
  }

  /** All words that may be printed, to see that each typeface has their letters. */
  static String everything() {
    StringBuilder all = new StringBuilder("绝密机密秘密★〔〕公开内部");
    for (String[][] table : new String[][][] {ORGANS, CONFUSING_ORGANS, SHAPES}) {
      for (String[] row : table) {
        all.append(String.join("", row));
      }
    }
    for (String[] list :
        new String[][] {EVENTS, CONFUSING_TITLES, SENTENCES, MENTIONS, ADDRESSEES, ATTACHMENTS}) {
      all.append(String.join("", list));
    }
    return all.toString();
  }
}
