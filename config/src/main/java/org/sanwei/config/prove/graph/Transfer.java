package org.sanwei.config.prove.graph;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.sanwei.config.label.Sensitivity;

/**
 * What a step makes of a message: the closed set of things that steps do, each with every outcome
 * that it can have. A step that gets what it is not made for gives nothing: at run time its types
 * do not fit and it fails.
 *
 * <p>Only three may give something lower than they took: {@link #JUDGE} (with {@link
 * #JUDGE_OR_WAIT}), and {@link #CARRY_OUT} for a reading, which is judged again, and for two
 * officers' order. {@link #lowers} says which those are, and the prover holds every other against
 * it.
 */
public enum Transfer {
  /** Passes it on as it is. */
  PASS {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return Set.of(s);
    }
  },
  /** Fails, whatever comes: what gets here never gets further. */
  FAIL {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return Set.of();
    }
  },
  /** Hands it on to somebody who keeps it; what goes on behind is kept. */
  HAND_ON {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return Set.of(s.keptNow());
    }
  },
  /** Seals what comes from outside, whatever it is. */
  SEAL {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.form() == Form.FOREIGN ? Set.of(s.as(Form.ARRIVAL)) : Set.of();
    }
  },
  /** Takes an arrival's seal off. */
  UNSEAL {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.form() == Form.ARRIVAL ? Set.of(s.as(Form.OPENED).notKept()) : Set.of();
    }
  },
  /** Asks the register whether the id came before. */
  BOOK {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.form() == Form.OPENED ? Set.of(s.as(Form.FIRST), s.as(Form.REPEATED)) : Set.of();
    }
  },
  /** Leaves an event of a repeated id and nothing else. */
  COUNT {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.form() == Form.REPEATED ? Set.of(s.facts(Form.EVENTS, setting.ledger())) : Set.of();
    }
  },
  /** The judge's verdict: the first of the trusted edges. */
  JUDGE {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.form() == Form.FIRST ? verdicts(s.as(Form.JUDGED)) : Set.of();
    }
  },
  /** The same, of what has no pictures; what has some goes on as it came. */
  JUDGE_OR_WAIT {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      Set<Situation> out = new LinkedHashSet<>(JUDGE.of(s, setting));
      if (s.form() == Form.FIRST) {
        out.add(s.as(Form.WAITING));
      }
      return out;
    }
  },
  /** Looks at the head of an arrival's first page, and seals it again, unjudged. */
  LOOK_AT_HEAD {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.form() == Form.OPENED
          ? Set.of(s.bound(Form.ARRIVAL, setting.pages()), s.facts(Form.EVENTS, setting.ledger()))
          : Set.of();
    }
  },
  /**
   * Seals what leaves after the verdict: to the desk, or to officers with a card for the desk; and
   * what has none yet, for where its pictures wait.
   */
  DEPART {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return switch (s.form()) {
        case JUDGED -> leaving(s, setting);
        case WAITING -> Set.of(s.bound(Form.ARRIVAL, setting.pictures()));
        default -> Set.of();
      };
    }
  },
  /** Officers act upon what lies on their line; each act is a word for the gateway. */
  ACT {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      if (s.form() != Form.ENVELOPE) {
        return Set.of();
      }
      Situation word = s.as(Form.WORD).approved(Approval.NONE).notKept();
      return switch (s.stage()) {
        case UNREAD -> Set.of(word, word.approved(Approval.READING));
        case SUSPECT, CLASSIFIED ->
            Set.of(word, word.approved(Approval.ORDER), word.approved(Approval.CONFIRMED));
        default -> Set.of();
      };
    }
  },
  /** Carries an officer's word out: a reading is judged again, an order is followed. */
  CARRY_OUT {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      if (s.form() != Form.WORD) {
        return Set.of();
      }
      Situation was = s.as(Form.JUDGED).approved(Approval.NONE);
      return switch (s.approval()) {
        case READING -> leavingAll(s.stage() == Stage.UNREAD ? verdicts(was) : Set.of(), setting);
        case ORDER -> leavingAll(isOrdered(s.stage()) ? verdicts(was) : Set.of(), setting);
        case CONFIRMED -> leavingAll(confirmed(was), setting);
        // A receipt is booked, a proposal passed on to the line that the item lies on already.
        default -> receipt(s, setting);
      };
    }
  },
  /** The register keeps it: whoever comes behind need not. */
  KEEP {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return switch (s.form()) {
        case ENTRY, CARD, EVENTS -> Set.of(s.keptNow());
        default -> Set.of();
      };
    }
  },
  /** Somebody at the desk raises an open item: to officers, with a card in its place. */
  RAISE {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      if (s.form() != Form.ENTRY || s.stage() != Stage.OPEN) {
        return Set.of();
      }
      Set<Situation> out = new LinkedHashSet<>();
      for (Situation raised : confirmed(s.as(Form.JUDGED).judged(Stage.SUSPECT, s.label()))) {
        out.addAll(leaving(raised, setting));
      }
      return out;
    }
  },
  /** Two people review and sign a bulletin for an outlet, up to the clearance it has. */
  SIGN {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return released(s, Approval.RELEASE);
    }
  },
  /** A standing order releases for people who signed it in advance, from a proven source only. */
  STANDING_ORDER {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.known() ? released(s, Approval.STANDING) : Set.of();
    }
  },
  /** A standing order that asks too little. */
  STANDING_ORDER_WIDE {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return released(s, Approval.STANDING_WIDE);
    }
  },
  /** Verifies a release signature: what alone makes a Releasable. */
  VERIFY {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return s.form() == Form.STATEMENT ? Set.of(s.as(Form.RELEASABLE).keptNow()) : Set.of();
    }
  },
  /** Tells a sender that something came. */
  TELL {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return Set.of(s.facts(Form.NOTICE, ""));
    }
  },
  /** What cannot be carried on goes to the dead as it came; only what is sealed can. */
  LAY_ASIDE {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return Form.sealed().contains(s.form())
          ? Set.of(s.bound(s.form(), setting.dead()))
          : Set.of();
    }
  },
  /** Something is made of a message outside, and is a message in the clear like any other. */
  ALTER {
    @Override
    Set<Situation> of(Situation s, Setting setting) {
      return Set.of(s.as(Form.FOREIGN));
    }
  };

  abstract Set<Situation> of(Situation s, Setting setting);

  /**
   * Whether this edge is trusted to make {@code lower} of {@code s}: the verdict, the reading of an
   * unread item, two officers' order. One officer's confirmation says which level a doubt has, and
   * never that it has none.
   */
  boolean mayMake(Situation lower, Situation s) {
    if (this == JUDGE || this == JUDGE_OR_WAIT) {
      return true;
    }
    return this == CARRY_OUT
        && switch (s.approval()) {
          case ORDER -> isOrdered(s.stage());
          case READING -> s.stage() == Stage.UNREAD;
          case CONFIRMED -> lower.level().classified();
          default -> false;
        };
  }

  /** What two officers can do something about: an unread item is read first. */
  private static boolean isOrdered(Stage stage) {
    return stage == Stage.SUSPECT || stage == Stage.CLASSIFIED;
  }

  /** The addresses that steps seal for. */
  public record Setting(
      String desk,
      String ledger,
      String spill,
      String dead,
      String pictures,
      String pages,
      List<String> lines) {
    public Setting {
      lines = List.copyOf(lines);
    }
  }

  /** Everything that a judge can say, under any policy and ceiling. */
  private static Set<Situation> verdicts(Situation s) {
    Set<Situation> out = new LinkedHashSet<>();
    out.add(s.judged(Stage.OPEN, Sensitivity.PUBLIC));
    out.add(s.judged(Stage.OPEN, Sensitivity.WORK_SECRET));
    for (Sensitivity label : Sensitivity.values()) {
      out.add(s.judged(Stage.UNREAD, label));
      out.add(s.judged(Stage.SUSPECT, label));
      out.add(s.judged(Stage.SPILL, label));
      if (label.classified()) {
        out.add(s.judged(Stage.CLASSIFIED, label));
      }
    }
    return out;
  }

  /** What stays closed, at any level not below what it was. */
  private static Set<Situation> confirmed(Situation s) {
    Set<Situation> out = new LinkedHashSet<>();
    for (Sensitivity label : Sensitivity.values()) {
      if (label.classified() && label.compareTo(s.label()) >= 0) {
        out.add(s.judged(Stage.SUSPECT, label));
        out.add(s.judged(Stage.CLASSIFIED, label));
        out.add(s.judged(Stage.SPILL, label));
      }
    }
    return out;
  }

  private static Set<Situation> leavingAll(Set<Situation> judged, Setting setting) {
    Set<Situation> out = new LinkedHashSet<>();
    judged.forEach(one -> out.addAll(leaving(one, setting)));
    return out;
  }

  private static Set<Situation> leaving(Situation s, Setting setting) {
    Set<Situation> out = new LinkedHashSet<>();
    out.add(s.facts(Form.EVENTS, setting.ledger()));
    if (s.stage() == Stage.OPEN) {
      out.add(s.bound(Form.ENTRY, setting.desk()));
      return out;
    }
    out.add(s.facts(Form.CARD, setting.desk()));
    if (s.stage() == Stage.SPILL) {
      out.add(s.bound(Form.ENVELOPE, setting.spill()));
    } else {
      setting.lines().forEach(line -> out.add(s.bound(Form.ENVELOPE, line)));
    }
    return out;
  }

  /** A receipt leaves nothing more; a proposal leaves an envelope for the same line. */
  private static Set<Situation> receipt(Situation s, Setting setting) {
    Set<Situation> out = new LinkedHashSet<>();
    out.add(s.facts(Form.EVENTS, setting.ledger()));
    setting.lines().forEach(line -> out.add(s.bound(Form.ENVELOPE, line)));
    return out;
  }

  private static Set<Situation> released(Situation s, Approval by) {
    return s.form() == Form.ENTRY && s.stage() == Stage.OPEN
        ? Set.of(s.as(Form.STATEMENT).approved(by).notKept())
        : Set.of();
  }
}
