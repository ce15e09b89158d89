package org.sanwei.config.policy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A standing release order (常设放行令): the only thing that lets a message out without two people in
 * front of it, because two people signed it beforehand with the policy. Bound to one channel, to
 * the {@code credential} that proved itself there, to a text of which everything that may vary
 * stands in closed {@code slots}, to a cap and to its days, {@code from} and {@code until}
 * included, by the policy's clock. What a sender says of itself plays no part. Specified in
 * POLICY.md.
 *
 * @param subject the whole subject that such a message has, null for none
 * @param freshFor how long after its reception a message may still fire it
 */
public record StandingOrder(
    String id,
    String why,
    String channel,
    String credential,
    @Nullable String subject,
    List<Piece> template,
    Set<String> outlets,
    List<String> recipients,
    Cap cap,
    LocalDate from,
    LocalDate until,
    Duration freshFor,
    List<Sequence> tests) {
  /** In characters of the longest text that the template can make: some ten texts of a phone. */
  public static final int LONGEST = 600;

  /** An order is signed for a year at most, and then thought about again. */
  public static final int MOST_DAYS = 366;

  public StandingOrder {
    template = List.copyOf(template);
    outlets = Set.copyOf(outlets);
    recipients = List.copyOf(recipients);
    tests = List.copyOf(tests);
  }

  /** The most characters that a text of this order has. */
  public int longest() {
    return template.stream().mapToInt(Piece::longest).sum();
  }

  /** A piece of a template. There is none that takes whatever a sender likes to write. */
  public sealed interface Piece {
    /** In characters. */
    int longest();
  }

  /** These very words. */
  public record Literal(String text) implements Piece {
    @Override
    public int longest() {
      return text.length();
    }
  }

  /** One of these words. */
  public record OneOf(String slot, List<String> words) implements Piece {
    public OneOf {
      words = List.copyOf(words);
    }

    @Override
    public int longest() {
      return words.stream().mapToInt(String::length).max().orElse(0);
    }
  }

  /** A whole number in Arabic figures, both ends included. */
  public record Number(String slot, int from, int to) implements Piece {
    @Override
    public int longest() {
      return Integer.toString(to).length();
    }
  }

  /** At most {@code times} in any {@code within}. */
  public record Cap(int times, Duration within) {}

  /** Messages in the order in which they come; what an earlier one fired counts for the later. */
  public record Sequence(String at, List<Step> steps) {
    public Sequence {
      steps = List.copyOf(steps);
    }
  }

  /**
   * One message of a sequence and whether it fires the order; {@code because} is the word for why
   * not. {@code received} is by the policy's clock; {@code texts} are by zone.
   */
  public record Step(
      String at,
      LocalDateTime received,
      String channel,
      String credential,
      Map<Zone, String> texts,
      boolean fires,
      @Nullable String because) {
    public Step {
      texts = Map.copyOf(texts);
    }
  }
}
