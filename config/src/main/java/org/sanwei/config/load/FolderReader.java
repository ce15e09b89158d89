package org.sanwei.config.load;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder;
import org.sanwei.config.policy.Folder.Columns;
import org.sanwei.config.policy.Folder.Fact;
import org.sanwei.config.policy.Folder.Facts;

/** Reads {@code folder:} of a fax or a hotline channel. */
final class FolderReader {
  private static final Map<String, Character> DELIMITERS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t');
  private static final Map<String, String> CHARSETS =
      Map.of("utf-8", "utf-8", "gb18030", "gb18030");

  private final Path dir;

  FolderReader(Path dir) {
    this.dir = dir;
  }

  Folder read(Fields fields) {
    Path path = fields.parsed("path", "/var/spool/hylafax/recvq", dir, text -> absolute(dir, text));
    Pattern names =
        fields.parsed("pattern", "\"*.{tif,tiff,pdf}\"", Pattern.compile(""), Glob::pattern);
    Duration quietFor = GatewayReader.duration(fields, "quietFor", "5s");
    Duration pollEvery =
        fields.has("pollEvery")
            ? GatewayReader.duration(fields, "pollEvery", "1s")
            : Duration.ofSeconds(1);
    List<String> temporary = fields.words("temporary");
    String owner = fields.has("owner") ? fields.text("owner", "uucp", "") : null;
    Facts facts = facts(fields.map("facts", false));
    Columns columns = columns(fields.map("columns", false), fields);
    fields.done();
    return new Folder(path, names, quietFor, pollEvery, temporary, owner, facts, columns);
  }

  /** What fits the kind of the channel is there, and nothing else. */
  static void check(String channel, ChannelKind kind, Folder folder, Fields fields) {
    if (kind != ChannelKind.FAX && kind != ChannelKind.HOTLINE) {
      fields.problem(
          fields.start(),
          "channel '"
              + channel
              + "' of kind "
              + kind.name().toLowerCase(Locale.ROOT)
              + " cannot come by a folder",
          "write  kind: fax  or  kind: hotline, or connect it by http:");
    } else if (kind == ChannelKind.HOTLINE && !folder.columns().fields().containsKey("text")) {
      fields.problem(
          fields.start(),
          "channel '" + channel + "' does not say which column holds the text",
          "add  columns: { text: 内容 }  below folder:");
    } else if (kind == ChannelKind.HOTLINE && folder.tellsOfFaxes()) {
      fields.problem(
          fields.start(), "channel '" + channel + "' has facts of a fax", "remove  facts:");
    } else if (kind == ChannelKind.FAX && !folder.columns().fields().isEmpty()) {
      fields.problem(
          fields.start(), "channel '" + channel + "' has a hotline's columns", "remove  columns:");
    }
  }

  private static @Nullable Path absolute(Path dir, String text) {
    try {
      return dir.resolve(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static Facts facts(@Nullable Fields fields) {
    if (fields == null) {
      return Facts.NONE;
    }
    Pattern name =
        fields.has("name")
            ? fields.parsed(
                "name", "\"fax-(?P<caller>[0-9]+)-.*\"", Pattern.compile(""), FolderReader::groups)
            : null;
    String companion =
        fields.has("companion")
            ? fields.parsed("companion", ".txt", ".txt", FolderReader::ending)
            : null;
    Map<Fact, String> keys = new EnumMap<>(Fact.class);
    Fields mapped = fields.map("keys", false);
    if (mapped != null) {
      for (Fact fact : Fact.values()) {
        if (mapped.has(fact.word())) {
          keys.put(fact, mapped.text(fact.word(), "CIDNumber", ""));
        }
      }
      mapped.done();
    }
    if (companion == null && !keys.isEmpty()) {
      fields.problem(
          fields.at("keys"), "'keys' are those of a companion file", "add  companion: .txt");
    }
    fields.done();
    return new Facts(name, companion, keys);
  }

  private static Columns columns(@Nullable Fields fields, Fields folder) {
    Character delimiter = folder.optionalChoice("delimiter", DELIMITERS, ',');
    String charset = folder.optionalChoice("charset", CHARSETS, "utf-8");
    Map<String, String> mapped = new LinkedHashMap<>();
    if (fields != null) {
      for (String field : Columns.KNOWN) {
        if (fields.has(field)) {
          mapped.put(field, fields.text(field, "内容", ""));
        }
      }
      fields.done();
    }
    return new Columns(mapped, delimiter == null ? ',' : delimiter, charset);
  }

  private static @Nullable String ending(String text) {
    return text.startsWith(".") && text.length() > 1 && text.indexOf('/') < 0 ? text : null;
  }

  /** An expression whose named groups are facts; none or an unknown one is a mistake. */
  private static @Nullable Pattern groups(String text) {
    try {
      Pattern pattern = Pattern.compile(text);
      Map<String, Integer> groups = pattern.namedGroups();
      boolean known =
          List.of(Fact.values()).stream().map(Fact::word).toList().containsAll(groups.keySet());
      return groups.isEmpty() || !known ? null : pattern;
    } catch (PatternSyntaxException e) {
      return null;
    }
  }
}
