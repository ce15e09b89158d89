package org.sanwei.config.prove.graph;

import java.util.Set;
import org.sanwei.config.label.Sensitivity;

/** A place where a message can be, or a step that it goes through. */
public sealed interface Node {
  /** Its name within the graph. */
  String id();

  /** What people are told that it is. */
  String words();

  /**
   * Where messages are: an address, a queue of people, an outlet, a call. {@code admits} are the
   * types that may be put there, {@code stages} how far judged, {@code approvals} with whose
   * signature. What {@code rests} there is in somebody's care and need not go on.
   */
  record Place(
      String id,
      String words,
      Sensitivity clearance,
      Set<Form> admits,
      Set<Stage> stages,
      Set<Approval> approvals,
      boolean rests,
      boolean outside)
      implements Node {
    public Place {
      admits = Set.copyOf(admits);
      stages = Set.copyOf(stages);
      approvals = Set.copyOf(approvals);
    }

    /** One that nobody has said anything of: a public place. */
    public static Place unknown(String id) {
      return new Place(
          id,
          id,
          Sensitivity.PUBLIC,
          Set.of(Form.RELEASABLE, Form.NOTICE),
          Set.of(Stage.OPEN, Stage.FACTS),
          Set.of(Approval.values()),
          true,
          true);
    }
  }

  /** Something that is done to a message. */
  record Step(String id, String words, Transfer transfer) implements Node {}

  /** The end of a route: what comes here must be kept somewhere by then, or it would be lost. */
  record End(String id, String words) implements Node {}
}
