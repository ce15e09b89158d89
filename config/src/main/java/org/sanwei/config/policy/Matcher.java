package org.sanwei.config.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule looks for: one of a closed set. Each is described, with an example, in POLICY.md. Of
 * more text, or more parts, none ever matches less.
 */
public sealed interface Matcher {

  /**
   * One of {@code words}, in one of {@code forms}, in one of {@code zones} (empty: anywhere),
   * unless it is a piece of one of the longer phrases in {@code unless}, and only where the
   * surroundings fit; {@code atLeast} so many times in the whole message. With {@code misread} it
   * is the misread spellings of the words that are looked for ({@link MarkGrammar#misread()}), and
   * not the words. What tells a mark from a mention stands here and nowhere else.
   */
  record Words(
      List<String> words,
      Set<Form> forms,
      Set<Zone> zones,
      List<String> unless,
      Surroundings surroundings,
      int atLeast,
      boolean misread)
      implements Matcher {
    public static final int MOST_TIMES = 1_000;

    /** Of a word whose misread spellings are looked for, in code points. */
    public static final int LONGEST_MISREAD = 12;

    /** In code points. */
    public static final int LONGEST_WORD = 64;

    /** Once is enough. */
    public Words(
        List<String> words,
        Set<Form> forms,
        Set<Zone> zones,
        List<String> unless,
        Surroundings surroundings) {
      this(words, forms, zones, unless, surroundings, 1, false);
    }

    /** As written. */
    public Words(
        List<String> words,
        Set<Form> forms,
        Set<Zone> zones,
        List<String> unless,
        Surroundings surroundings,
        int atLeast) {
      this(words, forms, zones, unless, surroundings, atLeast, false);
    }

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

  /**
   * What the source says of its sender: a whole address or number, {@code @domain} for the domain
   * and those below it, {@code 0546*} for what begins so. It proves nothing, and so may only raise.
   */
  record Senders(List<String> shapes) implements Matcher {
    public Senders {
      shapes = List.copyOf(shapes);
    }
  }

  /**
   * A word of each list in one part, in either order, at most {@code within} visible characters
   * between the two.
   */
  record Near(List<String> one, List<String> other, int within, Set<Zone> zones)
      implements Matcher {
    public static final int FARTHEST = 200;

    public Near {
      one = List.copyOf(one);
      other = List.copyOf(other);
      zones = Set.copyOf(zones);
    }
  }

  /**
   * A number with a unit that belongs to one of {@code words}: 死亡3人, 三十余名群众遇难, 直接经济损失约1.2亿元; {@code
   * atLeast} in that unit.
   */
  record Amount(List<String> words, List<String> units, long atLeast, Set<Zone> zones)
      implements Matcher {
    public Amount {
      words = List.copyOf(words);
      units = List.copyOf(units);
      zones = Set.copyOf(zones);
    }
  }

  /** A part that could not be read for one of these reasons; empty: for any. */
  record Unreadable(Set<UnreadReason> reasons) implements Matcher {
    public Unreadable {
      reasons = Set.copyOf(reasons);
    }
  }

  /**
   * Received on one of {@code days} (empty: any), from {@code from} to before {@code to} by the
   * policy's clock; over midnight when {@code to} is not later, and the day is then that on which
   * it began.
   */
  record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to) implements Matcher {
    public Hours {
      days = Set.copyOf(days);
    }
  }

  /**
   * Text that was recognised with less certainty, 0 to 100. Text that was not recognised is none.
   */
  record Confidence(int below) implements Matcher {}

  /** A part of so many pages, or a message of so many in all. */
  record Pages(int atLeast) implements Matcher {
    public static final int MOST = 100_000;
  }

  /** A document of which it is known that it bears a seal, or that it bears none. */
  record Sealed(PartFacts.Seal seal) implements Matcher {}

  /** Each of them, somewhere in the message. */
  record All(List<Matcher> of) implements Matcher {
    public All {
      of = List.copyOf(of);
    }
  }
}
