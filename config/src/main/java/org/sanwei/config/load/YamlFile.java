package org.sanwei.config.load;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * One YAML file as nodes with their places. Plain YAML only: one document, a map at the top, no
 * anchors, aliases or tags, at most {@link #MAX_BYTES} and {@link #MAX_DEPTH} levels.
 */
final class YamlFile {
  static final int MAX_BYTES = 1 << 20;
  static final int MAX_DEPTH = 16;

  private YamlFile() {}

  /** The top map, or null when problems were added. {@code name} is what problems call the file. */
  static @Nullable Fields read(Path file, String name, List<Problem> problems) {
    byte[] bytes = bytes(file, name, problems);
    return bytes == null ? null : parse(bytes, name, problems);
  }

  /** The bytes of a file that may be parsed, or null when problems were added. */
  static byte @Nullable [] bytes(Path file, String name, List<Problem> problems) {
    SourcePos top = new SourcePos(name, 1, 1);
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(
            new Problem(top, "is larger than " + MAX_BYTES + " bytes", "split it into two files"));
        return null;
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      problems.add(
          new Problem(
              top,
              "cannot be read (" + e.getClass().getSimpleName() + ")",
              "create " + file + " and let the gateway's user read it"));
      return null;
    }
  }

  static @Nullable Fields parse(byte[] bytes, String name, List<Problem> problems) {
    Node root = root(bytes, name, problems);
    if (root instanceof MappingNode map) {
      return new Fields(name, "", map, problems);
    }
    if (root != null) {
      problems.add(
          new Problem(
              new SourcePos(name, 1, 1), "holds no map at the top", "write it as keys and values"));
    }
    return null;
  }

  /** Whatever is at the top; null when problems were added. */
  static @Nullable Node root(byte[] bytes, String name, List<Problem> problems) {
    SourcePos top = new SourcePos(name, 1, 1);
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      problems.add(new Problem(top, "is not UTF-8", "save the file as UTF-8"));
      return null;
    }
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_BYTES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    Yaml yaml = new Yaml(options);
    int before = problems.size();
    try {
      refuseExtras(yaml, text, name, problems);
      if (problems.size() > before) {
        return null;
      }
      Node root = yaml.compose(new StringReader(text));
      if (root != null) {
        return root;
      }
      problems.add(new Problem(top, "holds no map at the top", "write it as keys and values"));
    } catch (MarkedYAMLException e) {
      problems.add(
          new Problem(
              at(name, e.getProblemMark()),
              "is not YAML here: " + e.getProblem(),
              "look at the indentation, quotes and colons of this line and the one above"));
    } catch (YAMLException e) {
      problems.add(
          new Problem(
              top,
              "is nested deeper than " + MAX_DEPTH + " levels or holds characters YAML forbids",
              "write it flatter, without control characters"));
    }
    return null;
  }

  static SourcePos at(String name, @Nullable Mark mark) {
    return mark == null
        ? new SourcePos(name, 1, 1)
        : new SourcePos(name, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static void refuseExtras(Yaml yaml, String text, String name, List<Problem> problems) {
    int depth = 0;
    int documents = 0;
    for (Event event : yaml.parse(new StringReader(text))) {
      SourcePos at = at(name, event.getStartMark());
      if (event instanceof DocumentStartEvent && ++documents == 2) {
        problems.add(new Problem(at, "starts a second document", "put it in a file of its own"));
      }
      if (event instanceof AliasEvent) {
        problems.add(new Problem(at, "is an alias (*)", "write the value out"));
      } else if (event instanceof NodeEvent node && node.getAnchor() != null) {
        problems.add(new Problem(at, "is an anchor (&)", "remove it and write values out"));
      }
      boolean tagged =
          (event instanceof ScalarEvent scalar && scalar.getTag() != null)
              || (event instanceof CollectionStartEvent start && start.getTag() != null);
      if (tagged) {
        problems.add(new Problem(at, "carries a tag (!)", "remove the tag"));
      }
      if (event instanceof CollectionStartEvent) {
        depth++;
        if (depth == MAX_DEPTH + 1) {
          problems.add(
              new Problem(
                  at, "is nested deeper than " + MAX_DEPTH + " levels", "write it flatter"));
          return;
        }
      } else if (event.is(Event.ID.MappingEnd) || event.is(Event.ID.SequenceEnd)) {
        depth--;
      }
    }
  }
}
