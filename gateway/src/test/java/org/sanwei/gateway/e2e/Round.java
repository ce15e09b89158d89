package org.sanwei.gateway.e2e;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What one round of traffic and a kill came to.
 *
 * @param messages sent in this round, on all channels
 * @param acknowledged of these, how many the gateway had answered for when it was killed
 * @param wondering how many tries of a source ended without an answer
 * @param lost messages of the office that were not in their place afterwards, of any round
 * @param doubled those that were there more than once
 * @param leaked those whose words were found where no officer looks
 * @param recovery from the database's kill, or the gateway's new start, until a new message was
 *     answered for and stood in its place
 * @param faults what else was not as it must be, a sentence each; empty when all is well
 */
record Round(
    int number,
    Kill kill,
    int messages,
    int acknowledged,
    int wondering,
    int lost,
    int doubled,
    int leaked,
    Duration recovery,
    List<String> faults) {

  /** What is killed. */
  enum Kill {
    GATEWAY,
    POSTGRES,
    BOTH;

    /** They in turn, from any number on. */
    static Kill inTurn(int number) {
      List<Kill> all = List.of(values());
      return all.get(Math.floorMod(number, all.size()));
    }
  }

  /** Whether nothing was lost, doubled, leaked or otherwise wrong. */
  boolean clean() {
    return lost == 0 && doubled == 0 && leaked == 0 && faults.isEmpty();
  }

  double recoverySeconds() {
    return recovery.toMillis() / 1000.0;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "round %3d  killed %-8s  messages %3d, %3d answered before, %2d in doubt  lost %d  doubled"
            + " %d  leaked %d  back after %.1f s%s",
        number,
        kill,
        messages,
        acknowledged,
        wondering,
        lost,
        doubled,
        leaked,
        recoverySeconds(),
        faults.isEmpty() ? "" : "  " + faults);
  }
}
