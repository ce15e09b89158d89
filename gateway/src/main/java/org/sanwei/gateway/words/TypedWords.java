package org.sanwei.gateway.words;

import java.time.Clock;
import java.util.List;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Label;

/**
 * Judges a few words by themselves: what is typed to search for, say, before it stands in an
 * address, which browsers and proxies write down. Keeps nothing. Safe from many threads.
 */
public final class TypedWords {
  private final WordsJudge judge;
  private final Clock clock;

  public TypedWords(WordsJudge judge, Clock clock) {
    this.judge = judge;
    this.clock = clock;
  }

  /** No words at all are OPEN. */
  public Verdict judge(String words) {
    List<Part> parts =
        words.isBlank() ? List.of() : List.of(new Part("words", Place.SUBJECT, words));
    Verdict verdict =
        judge.judge(new Content(parts, List.of()), new Arrival("desk", "", clock.instant()));
    return parts.isEmpty()
        ? new Verdict(Outcome.OPEN, "none", Label.BOTTOM, verdict.policy(), List.of())
        : verdict;
  }

  /** Whether the words may stand where others see them. */
  public boolean open(String words) {
    return judge(words).outcome() == Outcome.OPEN;
  }
}
