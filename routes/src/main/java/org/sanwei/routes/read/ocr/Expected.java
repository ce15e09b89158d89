package org.sanwei.routes.read.ocr;

/** Short lines that stand in heads and cannot be a mark, however faint they are. */
final class Expected {
  private static final String[] LABELS = {
    "签批", "签发", "单位", "电话", "日期", "时间", "文号", "来文", "页数", "收件", "发件", "附件", "主送", "抄送"
  };

  private Expected() {}

  /** A copy number, a document number, an urgency, a field of a form. */
  static boolean inHead(String text) {
    String dense = MarkSigns.dense(text);
    if (MarkSigns.remains(dense)) {
      return false;
    }
    for (String label : LABELS) {
      if (dense.contains(label)) {
        return true;
      }
    }
    return number(dense)
        || dense.endsWith("号") && dense.length() > 4
        || dense.contains("明电")
        || dense.contains("特急")
        || dense.contains("加急")
        || dense.contains("特提")
        || dense.contains("平急");
  }

  private static boolean number(String dense) {
    long digits = dense.chars().filter(c -> c >= '0' && c <= '9' || c == 'O' || c == 'Q').count();
    return digits >= 4 && digits >= dense.length() - 1;
  }
}
