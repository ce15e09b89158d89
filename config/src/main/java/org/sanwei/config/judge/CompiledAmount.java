package org.sanwei.config.judge;

import java.math.BigDecimal;
import org.sanwei.config.policy.Matcher;

/** A number with a unit that belongs to a word, at least so large. */
final class CompiledAmount implements WordAtom {
  private final int atom;
  private final String rule;
  private final Matcher.Amount amount;
  private final Numerals numerals;

  CompiledAmount(int atom, String rule, Matcher.Amount amount) {
    this.atom = atom;
    this.rule = rule;
    this.amount = amount;
    this.numerals = new Numerals(amount.units());
  }

  @Override
  public void found(int group, Standing standing, Finds in) {
    WordIndex.Found found = standing.found();
    Frame frame = standing.frame();
    if (found.broken()
        || in.enough(atom, 1)
        || !frame.in(amount.zones(), found.start())
        || !in.look(atom)) {
      return;
    }
    Numerals.Sides sides =
        numerals.beside(
            frame.text(), found.start(), found.end(), BigDecimal.valueOf(amount.atLeast()));
    sides.before().ifPresent(from -> in.found(atom, frame.evidence(rule, from, found.end())));
    sides.after().ifPresent(to -> in.found(atom, frame.evidence(rule, found.start(), to)));
  }
}
