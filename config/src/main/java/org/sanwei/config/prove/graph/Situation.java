package org.sanwei.config.prove.graph;

import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.policy.ChannelKind;

/**
 * What the proof knows of one message at one place: its abstract state. {@code label} is what the
 * verdict or the order said, and means nothing before either; {@code known} is whether its source
 * proved who it is; {@code to} is the broker address that its type is bound to, empty for none;
 * {@code kept} is whether it, or what was made of it, is safe with somebody else.
 */
public record Situation(
    Form form,
    Stage stage,
    Sensitivity label,
    ChannelKind channel,
    boolean known,
    Approval approval,
    String to,
    boolean kept) {

  /** A message as it comes from outside: unjudged, whatever it says of itself. */
  public static Situation arriving(ChannelKind channel, boolean known) {
    return new Situation(
        Form.FOREIGN,
        Stage.UNJUDGED,
        Sensitivity.TOP_SECRET,
        channel,
        known,
        Approval.NONE,
        "",
        false);
  }

  /** What the clearance of a place must reach for this to be there. */
  public Sensitivity level() {
    return switch (stage) {
      case UNJUDGED, UNREAD, SUSPECT, SPILL -> Sensitivity.TOP_SECRET;
      case CLASSIFIED, OPEN -> label;
      // A notice is made of a closed list of words; a card says that something is held.
      case FACTS -> form == Form.NOTICE ? Sensitivity.PUBLIC : Sensitivity.WORK_SECRET;
    };
  }

  Situation as(Form other) {
    return new Situation(other, stage, label, channel, known, approval, "", kept);
  }

  Situation judged(Stage outcome, Sensitivity said) {
    return new Situation(form, outcome, said, channel, known, approval, to, kept);
  }

  Situation approved(Approval by) {
    return new Situation(form, stage, label, channel, known, by, to, kept);
  }

  Situation bound(Form other, String address) {
    return new Situation(other, stage, label, channel, known, approval, address, false);
  }

  /** What is left when all content is taken away. */
  Situation facts(Form other, String address) {
    return new Situation(
        other, Stage.FACTS, Sensitivity.WORK_SECRET, channel, known, Approval.NONE, address, false);
  }

  Situation keptNow() {
    return kept ? this : new Situation(form, stage, label, channel, known, approval, to, true);
  }

  Situation notKept() {
    return kept ? new Situation(form, stage, label, channel, known, approval, to, false) : this;
  }

  /** In words, Chinese beside English. */
  public String words() {
    StringBuilder words = new StringBuilder(form.words()).append(", ").append(stage.words());
    if (stage == Stage.CLASSIFIED || stage == Stage.OPEN) {
      words.append(' ').append(label.chinese()).append(' ').append(label);
    } else if (stage != Stage.FACTS) {
      words.append(" = ").append(Sensitivity.TOP_SECRET);
    }
    if (approval != Approval.NONE) {
      words.append(", ").append(approval.words());
    }
    if (!known && approval.compareTo(Approval.STANDING) >= 0) {
      words.append(", 来源未证实 source unproven");
    }
    return words.toString();
  }
}
