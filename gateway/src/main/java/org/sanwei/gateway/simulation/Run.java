package org.sanwei.gateway.simulation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.PolicyDifference;
import org.sanwei.config.prove.Simulation.Report;

/**
 * A simulation as it stands. {@code candidate} and {@code policy} are digests. {@code difference}
 * is there from early on, {@code report} and {@code cards} once it is done. Holds no content of any
 * item, and names none.
 */
public record Run(
    UUID id,
    Instant startedAt,
    int days,
    String candidate,
    String policy,
    State state,
    long total,
    long judged,
    @Nullable PolicyDifference difference,
    @Nullable Report report,
    List<Cards> cards) {
  public Run {
    cards = List.copyOf(cards);
  }

  /** How far it is. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED
  }

  /**
   * So many held or classified items were raised by this rule, which the candidate removes or
   * changes in this direction.
   */
  public record Cards(String rule, String kind, String direction, Coarse items) {}

  /** Whether nothing of it will change any more. */
  public boolean ended() {
    return state != State.RUNNING;
  }

  Run at(long judgedNow, long totalNow) {
    return new Run(
        id,
        startedAt,
        days,
        candidate,
        policy,
        state,
        totalNow,
        judgedNow,
        difference,
        report,
        cards);
  }

  Run with(PolicyDifference found) {
    return new Run(
        id, startedAt, days, candidate, policy, state, total, judged, found, report, cards);
  }

  Run ended(State how) {
    return new Run(
        id, startedAt, days, candidate, policy, how, total, judged, difference, report, cards);
  }

  Run done(Report found, List<Cards> ofCards) {
    return new Run(
        id,
        startedAt,
        days,
        candidate,
        policy,
        State.DONE,
        total,
        judged,
        difference,
        found,
        ofCards);
  }

  @Override
  public String toString() {
    return "Run[" + id + ", " + state + "]";
  }
}
