package org.sanwei.gateway.policy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Content;
import org.sanwei.config.judge.Evidence;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.judge.Verdict;
import org.sanwei.gateway.words.Highlight;
import org.sanwei.gateway.words.WordsJudge;

/**
 * Judges a message that somebody makes up, as it would be judged on arrival, and shows what the
 * rules found in it. Keeps nothing and writes nothing down. Safe from many threads.
 */
public final class TryBox {
  /** In characters; some twenty pages. */
  static final int MOST = 20_000;

  private final WordsJudge judge;
  private final Clock clock;

  public TryBox(WordsJudge judge, Clock clock) {
    this.judge = judge;
    this.clock = clock;
  }

  /** A made-up message. Its words never appear in {@link #toString()}. */
  public record Draft(String channel, String subject, String text, String sender) {
    boolean tooLong() {
      return subject.length() + text.length() + sender.length() > MOST;
    }

    @Override
    public String toString() {
      return "Draft[" + channel + "]";
    }
  }

  /** What became of it, with its texts cut where evidence begins and ends. */
  public record Tried(Draft draft, Verdict verdict, List<Shown> shown) {
    @Override
    public String toString() {
      return "Tried[" + verdict + "]";
    }
  }

  /** One part. */
  public record Shown(Place place, List<Highlight.Segment> segments) {}

  /** Judges, and forgets. */
  Tried attempt(Draft draft) {
    List<Part> parts = new ArrayList<>();
    add(parts, "subject", Place.SUBJECT, draft.subject());
    add(parts, "body", Place.BODY, draft.text());
    add(parts, "from", Place.SENDER, draft.sender());
    Content content = new Content(parts, List.of());
    Verdict verdict =
        judge.judge(content, new Arrival(draft.channel(), draft.sender(), clock.instant()));
    List<Shown> shown =
        parts.stream()
            .map(
                part -> new Shown(part.place(), Highlight.segments(part.text(), of(part, verdict))))
            .toList();
    return new Tried(draft, verdict, shown);
  }

  private static void add(List<Part> parts, String name, Place place, String text) {
    if (!text.isBlank()) {
      parts.add(new Part(name, place, text));
    }
  }

  /** What was found in this part. */
  static List<Evidence> of(Part part, Verdict verdict) {
    return verdict.evidence().stream()
        .filter(found -> found.part().equals(part.name()) && found.end() > found.start())
        .toList();
  }
}
