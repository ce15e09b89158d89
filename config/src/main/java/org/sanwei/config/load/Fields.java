package org.sanwei.config.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The keys of one YAML map, read one by one. A mistake becomes a problem and a stand-in value, so
 * that reading goes on and finds the others; whoever asked must look at the problems before using
 * what was read. {@link #done()} reports keys that nobody asked for.
 */
final class Fields {
  private final String file;
  private final String path;
  private final SourcePos start;
  private final List<Problem> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, SourcePos> keys = new HashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  Fields(String file, String path, MappingNode map, List<Problem> problems) {
    this.file = file;
    this.path = path;
    this.start = YamlFile.at(file, map.getStartMark());
    this.problems = problems;
    for (NodeTuple entry : map.getValue()) {
      SourcePos at = YamlFile.at(file, entry.getKeyNode().getStartMark());
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        problem(at, "has a key that is not a word", "write a plain word before the colon");
      } else if (values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
        problem(at, "key '" + full(key.getValue()) + "' is given twice", "keep one of the two");
      } else {
        keys.put(key.getValue(), at);
      }
    }
  }

  /** Where the map starts, or where the key's value does if it is there. */
  SourcePos at(String key) {
    Node node = values.get(key);
    return node == null ? start : YamlFile.at(file, node.getStartMark());
  }

  SourcePos start() {
    return start;
  }

  /** Where one word of a list stands, or the list when it holds no such word. */
  SourcePos atWord(String key, String word) {
    if (values.get(key) instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        if (item instanceof ScalarNode scalar && scalar.getValue().equals(word)) {
          return YamlFile.at(file, item.getStartMark());
        }
      }
    }
    return at(key);
  }

  Set<String> names() {
    return values.keySet();
  }

  boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** True when the key's value is a list. */
  boolean isList(String key) {
    asked.add(key);
    return values.get(key) instanceof SequenceNode;
  }

  /** True when the key's value is a map. */
  boolean isMap(String key) {
    asked.add(key);
    return values.get(key) instanceof MappingNode;
  }

  /** The scalar's text, or null after a problem. */
  @Nullable String text(String key, String example) {
    if (!has(key)) {
      problem(start, "'" + full(key) + "' is missing", "add  " + key + ": " + example);
      return null;
    }
    return optional(key, example);
  }

  @Nullable String optional(String key, String example) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return null;
    }
    if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
      return scalar.getValue();
    }
    problem(at(key), "'" + full(key) + "' must be one value", "write  " + key + ": " + example);
    return null;
  }

  /** As {@link #text(String, String, String)}, but that white space is a value too. */
  String characters(String key, String example, String standIn) {
    return has(key) && values.get(key) instanceof ScalarNode scalar && !scalar.getValue().isEmpty()
        ? scalar.getValue()
        : text(key, example, standIn);
  }

  String text(String key, String example, String standIn) {
    String value = text(key, example);
    return value == null ? standIn : value;
  }

  /** A value that {@code parse} understands; it answers null for what it does not. */
  <T> T parsed(String key, String example, T standIn, Function<String, @Nullable T> parse) {
    String value = text(key, example);
    return value == null ? standIn : parsed(key, value, example, standIn, parse);
  }

  <T> T parsed(
      String key, String value, String example, T standIn, Function<String, @Nullable T> parse) {
    T parsed = parse.apply(value);
    if (parsed == null) {
      problem(
          at(key),
          "'" + full(key) + "' is '" + value + "'",
          "write it like  " + key + ": " + example);
      return standIn;
    }
    return parsed;
  }

  /** One of a closed set of words. */
  <T> T choice(String key, Map<String, T> choices, T standIn) {
    String value = text(key, choices.keySet().iterator().next());
    return value == null ? standIn : choose(at(key), key, value, choices, standIn);
  }

  <T> @Nullable T optionalChoice(String key, Map<String, T> choices, T standIn) {
    String value = optional(key, choices.keySet().iterator().next());
    return value == null ? null : choose(at(key), key, value, choices, standIn);
  }

  /** Several of a closed set; empty when the key is absent. */
  <T> Set<T> choices(String key, Map<String, T> choices) {
    Set<T> chosen = new LinkedHashSet<>();
    for (ScalarNode item : scalars(key)) {
      T none = choices.values().iterator().next();
      chosen.add(
          choose(YamlFile.at(file, item.getStartMark()), key, item.getValue(), choices, none));
    }
    return chosen;
  }

  private <T> T choose(SourcePos at, String key, String value, Map<String, T> choices, T standIn) {
    T chosen = choices.get(value);
    if (chosen == null) {
      problem(at, "'" + full(key) + "' is '" + value + "'", Nearest.hint(value, choices.keySet()));
      return standIn;
    }
    return chosen;
  }

  /** A list of words, none of them twice; empty when the key is absent. */
  List<String> words(String key) {
    Set<String> words = new LinkedHashSet<>();
    for (ScalarNode item : scalars(key)) {
      if (item.getValue().isBlank() || !words.add(item.getValue())) {
        problem(
            YamlFile.at(file, item.getStartMark()),
            "'" + full(key) + "' names '" + item.getValue() + "' twice or is blank",
            "remove it");
      }
    }
    return List.copyOf(words);
  }

  private List<ScalarNode> scalars(String key) {
    List<ScalarNode> out = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof ScalarNode scalar) {
        out.add(scalar);
      } else {
        problem(
            YamlFile.at(file, item.getStartMark()),
            "'" + full(key) + "' holds something that is not a word",
            "write  " + key + ": [one, two]");
      }
    }
    return out;
  }

  /** The maps of a list; empty when the key is absent. */
  List<Fields> maps(String key) {
    List<Fields> out = new ArrayList<>();
    for (Node item : items(key)) {
      if (item instanceof MappingNode map) {
        out.add(new Fields(file, full(key) + "[" + out.size() + "]", map, problems));
      } else {
        problem(
            YamlFile.at(file, item.getStartMark()),
            "'" + full(key) + "' holds something that is not a map",
            "write each entry as  - key: value");
      }
    }
    return out;
  }

  private List<Node> items(String key) {
    asked.add(key);
    Node node = values.get(key);
    if (node == null) {
      return List.of();
    }
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    problem(at(key), "'" + full(key) + "' must be a list", "write  " + key + ": [ … ]");
    return List.of();
  }

  /** A map below this one, or null (with a problem when it is {@code required} or no map). */
  @Nullable Fields map(String key, boolean required) {
    asked.add(key);
    Node node = values.get(key);
    if (node instanceof MappingNode map) {
      return new Fields(file, full(key), map, problems);
    }
    if (node != null) {
      problem(at(key), "'" + full(key) + "' must be a map", "write  " + key + ": { … }");
    } else if (required) {
      problem(start, "'" + full(key) + "' is missing", "add  " + key + ":  and its keys below it");
    }
    return null;
  }

  /** Reports every key that nobody asked for. */
  void done() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        problem(
            keys.getOrDefault(key, start),
            "unknown key '" + full(key) + "'",
            Nearest.hint(key, asked));
      }
    }
  }

  void problem(SourcePos at, String what, String fix) {
    problems.add(new Problem(at, what, fix));
  }

  /** The key with its parents, as in {@code channels.fax-mail.imap.tls}. */
  String full(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
