package org.sanwei.gateway.desk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.message.ArrivalId;

/**
 * How people and programs point at an item: its id, or its number with or without the year. Either
 * {@code id} is set, or {@code number} is and {@code year} is 0 for the current one.
 */
public record ItemRef(@Nullable ArrivalId id, int year, int number) {
  private static final int MAX_DIGITS = 9;

  public static ItemRef of(ArrivalId id) {
    return new ItemRef(id, 0, 0);
  }

  /** Reads {@code 0412}, {@code 2026-412} or 32 hex digits; empty for anything else. */
  public static Optional<ItemRef> parse(String written) {
    if (written.length() == 32) {
      try {
        return Optional.of(of(new ArrivalId(written)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    int dash = written.indexOf('-');
    Optional<Integer> year = dash < 0 ? Optional.of(0) : number(written.substring(0, dash));
    return year.flatMap(y -> number(written.substring(dash + 1)).map(n -> new ItemRef(null, y, n)));
  }

  private static Optional<Integer> number(String digits) {
    boolean fits = !digits.isEmpty() && digits.length() <= MAX_DIGITS;
    return fits && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Optional.of(Integer.parseInt(digits))
        : Optional.empty();
  }
}
