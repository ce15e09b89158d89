package org.sanwei.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sanwei.config.load.Manifest;

/** Which files of a policy differ from those of another. Pure. */
final class FileChanges {
  private FileChanges() {}

  /** One line a file that differs: + added, - removed, ~ changed. */
  static List<String> between(List<Manifest.Entry> before, List<Manifest.Entry> after) {
    Map<String, Manifest.Entry> old = byName(before);
    Map<String, Manifest.Entry> now = byName(after);
    TreeSet<String> names = new TreeSet<>(old.keySet());
    names.addAll(now.keySet());
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      Manifest.Entry was = old.get(name);
      if (was == null || !was.equals(now.get(name))) {
        String sign = was == null ? "+" : now.containsKey(name) ? "~" : "-";
        lines.add("  " + sign + " 文件 file  " + name);
      }
    }
    return lines;
  }

  private static Map<String, Manifest.Entry> byName(List<Manifest.Entry> entries) {
    Map<String, Manifest.Entry> named = new TreeMap<>();
    entries.forEach(entry -> named.put(entry.name(), entry));
    return named;
  }
}
