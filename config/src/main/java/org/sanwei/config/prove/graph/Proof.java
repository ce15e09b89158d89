package org.sanwei.config.prove.graph;

import java.util.List;
import java.util.stream.Collectors;

/** What came of trying to prove a graph. Its words hold names of routes and places only. */
public sealed interface Proof {
  /** True only when everything was understood and nothing leads down. */
  boolean holds();

  /** For people: one line, or the path step by step. */
  String words();

  /** There is no way down, and no dead end. */
  record Holds(int states, int places) implements Proof {
    @Override
    public boolean holds() {
      return true;
    }

    @Override
    public String words() {
      return "证明：" + states + " 个状态，没有往下的路 / proof: " + states + " states, no way down";
    }
  }

  /** One step of a path: the node, and what the message is when it comes there. */
  record Stop(String node, String words, Situation situation) {
    @Override
    public String toString() {
      return node
          + (words.isEmpty() || words.equals(node) ? "" : " (" + words + ")")
          + "  ["
          + situation.words()
          + "]";
    }
  }

  /** A way that must not be: {@code path} is a shortest one, its last stop where it breaks. */
  record Broken(Breach breach, String why, List<Stop> path) implements Proof {
    public Broken {
      path = List.copyOf(path);
    }

    @Override
    public boolean holds() {
      return false;
    }

    @Override
    public String words() {
      return "证明不成立 / the proof does not hold: "
          + why
          + path.stream().map(stop -> "\n  → " + stop).collect(Collectors.joining());
    }
  }

  /** Something is there that cannot be understood, so nothing is proved. */
  record Refused(List<RouteGraph.Refusal> refusals) implements Proof {
    public Refused {
      refusals = List.copyOf(refusals);
    }

    @Override
    public boolean holds() {
      return false;
    }

    @Override
    public String words() {
      return "无法证明，拒绝 / cannot be proved, refused:"
          + refusals.stream().map(one -> "\n  " + one).collect(Collectors.joining());
    }
  }

  /** Which of the promises a path breaks. */
  enum Breach {
    /** It is secret beyond the clearance of where it comes. */
    TOO_LOW,
    /** Its type is not one of those that may be there. */
    WRONG_TYPE,
    /** Nobody's signature, or a wrong one, lets it be there. */
    NOT_APPROVED,
    /** It goes no further and nobody has it. */
    DEAD_END,
    /** A step that is not trusted to lower gives something lower. */
    LOWERED
  }
}
