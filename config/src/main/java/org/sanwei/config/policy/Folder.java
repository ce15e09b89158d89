package org.sanwei.config.policy;

import com.google.re2j.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose files are messages. A file is complete when it did not change for {@code
 * quietFor}, or when it bore one of {@code temporary} as its ending before and no longer does.
 *
 * @param path absolute
 * @param names whole file names that are taken, in lower case
 * @param temporary endings of files that are still being written, such as {@code .part}
 * @param owner the account whose files are taken; null for any
 */
public record Folder(
    Path path,
    Pattern names,
    Duration quietFor,
    Duration pollEvery,
    List<String> temporary,
    @Nullable String owner,
    Facts facts,
    Columns columns) {
  public Folder {
    temporary = List.copyOf(temporary);
  }

  /** What a fax device tells beside the pages. */
  public enum Fact {
    CALLER("caller"),
    PAGES("pages"),
    PAGES_SENT("pagesSent"),
    ERROR("error");

    private final String word;

    Fact(String word) {
      this.word = word;
    }

    /** As written in gateway.yaml, and the name of a group in {@link Facts#name()}. */
    public String word() {
      return word;
    }
  }

  /**
   * Where a fax's facts stand.
   *
   * @param name named groups over the file's name, or null
   * @param companion the ending that takes the place of the file's own, such as {@code .txt}, or
   *     null when there are no companion files
   * @param keys which key of the companion means what
   */
  public record Facts(@Nullable Pattern name, @Nullable String companion, Map<Fact, String> keys) {
    /** A device that tells nothing. */
    public static final Facts NONE = new Facts(null, null, Map.of());

    public Facts {
      keys = Map.copyOf(keys);
    }

    boolean any() {
      return name != null || companion != null || !keys.isEmpty();
    }
  }

  /**
   * Which column of a hotline's file is which field of a message, and how bytes become letters.
   *
   * @param fields field of a message ({@link #KNOWN}) to heading; empty for a fax folder
   * @param charset utf-8, gb18030, or null to tell by the bytes
   */
  public record Columns(Map<String, String> fields, char delimiter, @Nullable String charset) {
    /** The fields that a column may be mapped to. */
    public static final Set<String> KNOWN =
        Set.of("caseId", "version", "status", "caller", "unit", "subject", "text", "at");

    /** No columns: a fax folder. */
    public static final Columns NONE = new Columns(Map.of(), ',', null);

    public Columns {
      fields = Map.copyOf(fields);
    }
  }

  /** True when the folder says something of faxes. */
  public boolean tellsOfFaxes() {
    return facts.any();
  }
}
