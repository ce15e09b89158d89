package org.sanwei.config.prove.graph;

import java.util.List;
import org.sanwei.config.label.Sensitivity;

/** What an edge asks of a message before it lets it by. */
public sealed interface When {
  /** Whether it lets by. */
  boolean lets(Situation s);

  /** Whatever it is; also where only the message knows, so that both ways are walked. */
  record Always() implements When {
    @Override
    public boolean lets(Situation s) {
      return true;
    }
  }

  /** What is bound to this address by its type. */
  record BoundFor(String address) implements When {
    @Override
    public boolean lets(Situation s) {
      return s.to().equals(address);
    }
  }

  /** What is of this form by its type. */
  record OfForm(Form form) implements When {
    @Override
    public boolean lets(Situation s) {
      return s.form() == form;
    }
  }

  /** What may be at a place with this clearance. */
  record UpTo(Sensitivity clearance) implements When {
    @Override
    public boolean lets(Situation s) {
      return s.level().compareTo(clearance) <= 0;
    }
  }

  /** What none of these lets by. */
  record NoneOf(List<When> others) implements When {
    public NoneOf {
      others = List.copyOf(others);
    }

    @Override
    public boolean lets(Situation s) {
      return others.stream().noneMatch(other -> other.lets(s));
    }
  }
}
