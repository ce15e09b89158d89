package org.sanwei.config.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a rule looks for: one of a closed set. Each is described, with an example, in POLICY.md. */
public sealed interface Matcher {

  /**
   * One of {@code words}, in one of {@code forms}, in one of {@code zones} (empty: anywhere),
   * unless it is a piece of one of the longer phrases in {@code unless}, and only where the
   * surroundings fit. What tells a mark from a mention stands here and nowhere else.
   */
  record Words(
      List<String> words,
      Set<Form> forms,
      Set<Zone> zones,
      List<String> unless,
      Surroundings surroundings)
      implements Matcher {
    public Words {
      words = List.copyOf(words);
      forms = Set.copyOf(forms);
      zones = Set.copyOf(zones);
      unless = List.copyOf(unless);
    }
  }

  /**
   * RE2 expressions over the {@link #WINDOW} code points just before and just after a word, spaces
   * removed. Null asks for nothing.
   */
  record Surroundings(
      @Nullable String before,
      @Nullable String notBefore,
      @Nullable String after,
      @Nullable String notAfter) {
    public static final int WINDOW = 24;
    public static final Surroundings ANY = new Surroundings(null, null, null, null);
  }

  /** An RE2 expression, searched line by line in the normalised text. */
  record Expression(String re2, Set<Zone> zones) implements Matcher {
    public Expression {
      zones = Set.copyOf(zones);
    }
  }

  /** The channel that the message came by: its name or its kind. */
  record Source(Set<String> channels, Set<ChannelKind> kinds) implements Matcher {
    public Source {
      channels = Set.copyOf(channels);
      kinds = Set.copyOf(kinds);
    }
  }
}
