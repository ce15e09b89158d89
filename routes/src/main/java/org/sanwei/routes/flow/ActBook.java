package org.sanwei.routes.flow;

import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.message.VerifiedAct;

/**
 * The port to where officers' acts are admitted: it knows what an item is now, and which acts came
 * before. Every call is one database transaction and may be repeated.
 */
public interface ActBook {

  /** What the register says to an act. */
  sealed interface Admission {
    /** It may go on; {@code held} is what the item is until the act has been carried out. */
    record Admitted(Standing held) implements Admission {}

    /** It changes nothing; {@code reason} is a stable word, and stands in the ledger. */
    record Refused(String reason) implements Admission {}
  }

  /**
   * Admits an act for good, or refuses it and writes that down. The same act again before it was
   * carried out is admitted again, and refused afterwards: an act counts once.
   *
   * @param objected what comes of an act that does not fit what the register knows of the item
   * @throws NotYet when the act is to wait, also for one before it; repeat
   * @throws RegisterUnavailable when the database does not answer; repeat
   */
  Admission admit(VerifiedAct act, OnObjection objected);

  /**
   * Writes down that an officer's word was no act.
   *
   * @throws RegisterUnavailable when the database does not answer; repeat
   */
  void refused(ArrivalId id, String reason);
}
