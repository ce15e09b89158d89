package org.sanwei.routes.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sanwei.routes.message.CipherAct;

/**
 * Says when an objection of the register to an officer's word is final. After an outage of the
 * database an officer can know more than the register: what lies on a line was put there with its
 * card for {@code sanwei.desk} in one transaction, and the card waits while the database is away.
 *
 * <p>The rule: whatever an officer has seen on a line stands in the register once {@code
 * sanwei.desk} holds nothing. So an objection is final when the queue was empty before the register
 * was asked, at two looks in a row; a message that the broker is about to put off is in none of its
 * counts for a moment, and is put off for longer than that. Until then the word stays on its queue
 * and comes again after the broker's pauses (1 s, doubled up to 30 s), past which others go.
 *
 * <p>So an objection takes some seconds; under steady traffic, when the queue is seldom found empty
 * twice, longer; at most {@link #LONGEST} of looks, after which it is final whatever waits. That
 * goes for an id that was never given out, too. An act does not expire meanwhile: its time is that
 * of its arrival at the broker (see {@code ActReader}).
 *
 * <p>Of the words that the same officers have signed only some wait, copies counted: whoever floods
 * the queue meanwhile is refused at once beyond that, and takes no place from others.
 *
 * <p>It is kept in memory: after a restart a word is looked at twice again. Thread-safe.
 */
public final class EarlyWords {
  /** From the first look since the start on; as long as an act may be good before it comes. */
  static final Duration LONGEST = CipherAct.LONGEST;

  private final HandOvers handOvers;
  private final Clock clock;
  private final int mostOfTheSame;
  private final Map<Long, Waiting> waiting = new HashMap<>();

  /**
   * @param mostOfTheSame how many words of the same officers wait at most, each of up to 256 KB
   *     (what the officers' door takes)
   */
  public EarlyWords(HandOvers handOvers, Clock clock, int mostOfTheSame) {
    this.mostOfTheSame = mostOfTheSame;
    this.handOvers = handOvers;
    this.clock = clock;
  }

  /** Where what was handed over waits for the register. */
  @FunctionalInterface
  public interface HandOvers {
    /** Whether anything waits there, or is being booked; true when that cannot be told. */
    boolean anyWaiting();
  }

  private record Waiting(String officers, Instant since, boolean behind) {}

  /**
   * What an objection to this word comes to; to be asked before the register is.
   *
   * @param word the broker's number of the message, the same at each delivery
   * @param officers who signed it, in a fixed order
   */
  synchronized OnObjection look(long word, List<String> officers) {
    boolean behind = handOvers.anyWaiting();
    Waiting before = waiting.get(word);
    if (before == null) {
      String same = String.join(" ", officers);
      if (waiting.values().stream().filter(one -> one.officers().equals(same)).count()
          >= mostOfTheSame) {
        return OnObjection.REFUSE;
      }
      waiting.put(word, new Waiting(same, clock.instant(), behind));
      return OnObjection.WAIT;
    }
    waiting.put(word, new Waiting(before.officers(), before.since(), behind));
    boolean caughtUp = !behind && !before.behind();
    boolean tooLong = clock.instant().isAfter(before.since().plus(LONGEST));
    return caughtUp || tooLong ? OnObjection.REFUSE : OnObjection.WAIT;
  }

  /** The word does not come again, whatever came of it. */
  synchronized void ended(long word) {
    waiting.remove(word);
  }
}
