package org.sanwei.routes.intake.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.Folder;
import org.sanwei.config.policy.Folder.Fact;

/**
 * What a device tells of a fax in the file's name and in a companion file ({@code key=value} or
 * {@code key: value} a line, or one JSON object). What nobody mapped is kept under its own name, so
 * that nothing hides. The device's word, and so content.
 */
final class FaxFacts {
  private static final int MAX_COMPANION_BYTES = 32 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Pattern name;
  private final Map<String, String> words = new HashMap<>();

  FaxFacts(Folder.Facts facts) {
    this.name = facts.name();
    for (Fact fact : Fact.values()) {
      words.put(facts.keys().getOrDefault(fact, fact.word()).toLowerCase(Locale.ROOT), fact.word());
    }
  }

  /** Whether it is a file that a companion can be; others are left where they are. */
  static boolean readable(DroppedFile companion) {
    return companion.regular()
        && companion.links() == 1
        && companion.sizeBytes() <= MAX_COMPANION_BYTES;
  }

  Map<String, String> inName(String fileName) {
    Map<String, String> facts = new TreeMap<>();
    if (name != null) {
      Matcher matcher = name.matcher(fileName);
      if (matcher.find()) {
        for (String group : name.namedGroups().keySet()) {
          put(facts, group, matcher.group(group));
        }
      }
    }
    return facts;
  }

  Map<String, String> inCompanion(byte[] bytes) {
    String text = Letters.likeliest(bytes).strip();
    Map<String, String> facts = new TreeMap<>();
    if (text.startsWith("{") && object(text, facts)) {
      return facts;
    }
    StringBuilder rest = new StringBuilder();
    for (String line : text.lines().toList()) {
      int at = separator(line);
      if (at > 0) {
        put(facts, known(line.substring(0, at).strip()), line.substring(at + 1));
      } else {
        rest.append(line).append('\n');
      }
    }
    put(facts, "note", rest.toString());
    return facts;
  }

  private boolean object(String text, Map<String, String> facts) {
    try {
      JsonNode root = JSON.readTree(text);
      root.fields()
          .forEachRemaining(
              field -> {
                JsonNode value = field.getValue();
                String word = value.isValueNode() ? value.asText("") : value.toString();
                put(facts, known(field.getKey()), word);
              });
      return root.isObject();
    } catch (IOException e) {
      return false;
    }
  }

  private String known(String key) {
    return words.getOrDefault(key.toLowerCase(Locale.ROOT), key);
  }

  /** A key twice keeps both values. */
  private static void put(Map<String, String> facts, String key, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.merge(key.isBlank() ? "note" : key, value.strip(), (one, two) -> one + "，" + two);
    }
  }

  private static int separator(String line) {
    int equals = line.indexOf('=');
    int colon = line.indexOf(':');
    return equals < 0 || (colon >= 0 && colon < equals) ? colon : equals;
  }
}
