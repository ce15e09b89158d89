package org.sanwei.routes.read.ocr.pages;

import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;

/** What became of a case: where it ended, under which label, and the text that was read of it. */
public record PageOutcome(End end, Sensitivity level, Urgency urgency, String text) {

  /** Where a message goes; a spill counts as classified. */
  public enum End {
    OPEN,
    HELD_UNREAD,
    HELD_SUSPECT,
    CLASSIFIED;

    boolean held() {
      return this == HELD_UNREAD || this == HELD_SUSPECT;
    }
  }

  /** Of a judged message, {@code text} being all that was recognised, in reading order. */
  public static PageOutcome of(Verdict verdict, String text) {
    return new PageOutcome(
        end(verdict), verdict.label().sensitivity(), verdict.label().urgency(), text);
  }

  private static End end(Verdict verdict) {
    if (verdict.outcome() == Outcome.OPEN) {
      return End.OPEN;
    }
    if (verdict.outcome() == Outcome.HELD) {
      return verdict.reason().equals("suspect") ? End.HELD_SUSPECT : End.HELD_UNREAD;
    }
    return End.CLASSIFIED;
  }
}
