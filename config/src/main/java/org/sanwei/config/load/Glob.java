package org.sanwei.config.load;

import com.google.re2j.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of file names: {@code *} for any letters, {@code ?} for one, {@code {a,b}} for either.
 * Case does not count, for devices write TIF as well as tif.
 */
final class Glob {
  private Glob() {}

  /** The expression for a whole name in lower case; null for what is no pattern of a file name. */
  static @Nullable Pattern pattern(String glob) {
    StringBuilder out = new StringBuilder("(?s)\\A");
    boolean inside = false;
    for (char c : glob.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c == '/' || c == '\0' || (c == '{' && inside) || (c == '}' && !inside)) {
        return null;
      }
      switch (c) {
        case '*' -> out.append(".*");
        case '?' -> out.append('.');
        case '{' -> out.append("(?:");
        case '}' -> out.append(')');
        case ',' -> out.append(inside ? "|" : ",");
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
      inside = c == '{' || (inside && c != '}');
    }
    return inside ? null : Pattern.compile(out.append("\\z").toString());
  }
}
