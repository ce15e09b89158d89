package org.sanwei.config.judge;

/**
 * Characters that are read as another one: traditional and variant forms of the characters that
 * marks are written with, look-alike capitals, and the many stars, dots and colons.
 */
final class Variants {
  /** Pairs: what may stand in a text, then what it is read as. */
  private static final String PAIRS =
      "機机絕绝絶绝祕秘級级內内電电傳传報报碼码資资項项關关開开個个長长時时間间議议會会啟启啓启啔启"
          + "號号務务發发變变為为爲为務务條条從从對对應应當当級级別别誌志標标識识類类緊紧緩缓調调閱阅"
          + "閲阅讀读記记錄录輸输轉转復复覆复書书寫写單单門门國国軍军黨党員员幹干辦办區区縣县鄉乡鎮镇"
          + "紙纸經经過过這这還还無无與与業业產产動动態态歲岁週周樣样於于須须請请誰谁語语話话說说"
          + "讓让護护證证認认議议該该談谈設设計计許许論论諾诺謝谢際际隊队陸陆陽阳險险隱隐離离難难雲云"
          + "預预領领頭头題题額额願愿風风飛飞館馆駐驻驗验體体點点齊齐龍龙園园圖图團团壓压學学專专將将"
          + "層层屬属廠厂廣广後后戰战據据擴扩擊击斷断總总續续維维網网線线組组結结統统細细終终給给練练"
          + "購购貨货費费質质貿贸賬账車车輛辆農农運运達达選选遲迟醫医釋释錯错鐵铁鋼钢銷销";

  private static final String STARS = "☆✩✪✫✬✭✮✯✰⭐🌟⋆✦✧✶✷✸✹✴✵⭑⭒⍟⚝٭※✽❉❊⁂⁑";
  private static final String DOTS = "•∙●・‧⋅᛫•";
  private static final String ASTERISKS = "∗⁎✱✲✳❋";
  private static final String COLONS = "∶꞉ː";
  private static final String LOOK_ALIKE = "АВЕКМНОРСТУХІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ";
  private static final String CAPITALS = "ABEKMHOPCTYXISJABEZHIKMNOPTYXABCDEFGHIJKLMNOPRSTUVWYZ";

  private static final char[] TABLE = new char[Character.MAX_VALUE + 1];

  static {
    for (int i = 0; i + 1 < PAIRS.length(); i += 2) {
      TABLE[PAIRS.charAt(i)] = PAIRS.charAt(i + 1);
    }
    all(STARS, '★');
    all(DOTS, '·');
    all(ASTERISKS, '*');
    all(COLONS, ':');
    for (int i = 0; i < LOOK_ALIKE.length(); i++) {
      TABLE[LOOK_ALIKE.charAt(i)] = CAPITALS.charAt(i);
    }
  }

  private Variants() {}

  private static void all(String from, char to) {
    from.codePoints().filter(cp -> cp <= Character.MAX_VALUE).forEach(cp -> TABLE[cp] = to);
  }

  /** The character that {@code cp} is read as; itself when it is no variant. */
  static int of(int cp) {
    if (cp > Character.MAX_VALUE) {
      return STARS.indexOf(cp) >= 0 ? '★' : cp;
    }
    return TABLE[cp] == 0 ? cp : TABLE[cp];
  }
}
