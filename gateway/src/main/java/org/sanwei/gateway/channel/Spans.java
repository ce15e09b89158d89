package org.sanwei.gateway.channel;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time as people say them, to two units. Pure. */
public final class Spans {
  private Spans() {}

  /** Such as 47 分钟, 3 小时 20 分钟, 2 天 3 小时. */
  public static String spoken(Duration span, Locale locale) {
    boolean english = locale.getLanguage().equals("en");
    long minutes = Math.max(0, span.toMinutes());
    String day = english ? " d" : " 天";
    String hour = english ? " h" : " 小时";
    String minute = english ? " min" : " 分钟";
    if (minutes < 1) {
      return english ? "under 1 min" : "不到 1 分钟";
    }
    if (minutes < 60) {
      return minutes + minute;
    }
    if (minutes < 24 * 60) {
      return two(minutes / 60, hour, minutes % 60, minute);
    }
    return two(minutes / (24 * 60), day, minutes / 60 % 24, hour);
  }

  /** To a tenth of a second: how long a probe took. */
  public static String seconds(Duration span, Locale locale) {
    if (span.compareTo(Duration.ofMinutes(2)) > 0) {
      return spoken(span, locale);
    }
    return String.format(Locale.ROOT, "%.1f", span.toMillis() / 1000.0)
        + (locale.getLanguage().equals("en") ? " s" : " 秒");
  }

  private static String two(long first, String unit, long second, String smaller) {
    return first + unit + (second == 0 ? "" : " " + second + smaller);
  }
}
