package org.sanwei.config.corpus;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.ChannelKind;

/** One labelled message. Its text is of our own invention and never printed. */
record CorpusMessage(
    String id, ChannelKind channel, Kind kind, Expected expected, List<Part> parts) {
  CorpusMessage {
    parts = List.copyOf(parts);
  }

  /** What sort of message a duty office would say it is. */
  enum Kind {
    /** Everyday traffic that says nothing of secrets. */
    ORDINARY("普通"),
    /** Speaks of secrets and is none. */
    MENTION("提及"),
    /** Bears a mark as the rules of office want it, or says that it is secret. */
    MARKED("标密"),
    /** Bears a mark that somebody or something disguised. */
    ADVERSARIAL("伪装");

    private final String chinese;

    Kind(String chinese) {
      this.chinese = chinese;
    }

    String chinese() {
      return chinese;
    }

    /** Whether such a message may be on everybody's desk. */
    boolean harmless() {
      return this == ORDINARY || this == MENTION;
    }
  }

  /** Null asks for nothing: no outcome stands for any but OPEN, no level for any. */
  record Expected(@Nullable Outcome outcome, @Nullable Sensitivity level) {
    /** As a corpus file writes it: OPEN, OPEN/WORK_SECRET, HELD, CLASSIFIED/SECRET, NOT_OPEN. */
    static Expected of(String text) {
      int cut = text.indexOf('/');
      String outcome = cut < 0 ? text : text.substring(0, cut);
      return new Expected(
          outcome.equals("NOT_OPEN") ? null : Outcome.valueOf(outcome),
          cut < 0 ? null : Sensitivity.valueOf(text.substring(cut + 1)));
    }

    boolean met(Verdict verdict) {
      boolean asWanted =
          outcome == null ? verdict.outcome() != Outcome.OPEN : verdict.outcome() == outcome;
      return asWanted && (level == null || verdict.label().sensitivity() == level);
    }

    @Override
    public String toString() {
      return (outcome == null ? "NOT_OPEN" : outcome.name()) + (level == null ? "" : "/" + level);
    }
  }

  @Override
  public String toString() {
    return "CorpusMessage[" + id + ", " + expected + "]";
  }
}
