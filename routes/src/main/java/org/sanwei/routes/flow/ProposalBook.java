package org.sanwei.routes.flow;

import java.util.Optional;
import org.sanwei.routes.message.ArrivalId;

/**
 * The port to where proposals of officers are let onto their line. Every call is one database
 * transaction and may be repeated.
 */
@FunctionalInterface
public interface ProposalBook {
  /**
   * A proposal that is about to be passed on: by whom and for which item and line, with the digests
   * of the officer's envelope and of ours around it, as it will lie on the line.
   */
  record Passing(ArrivalId id, String line, String officer, String proposal, String envelope) {}

  /**
   * Lets a proposal onto its line, or refuses it and writes that down: only for an item that two
   * officers can do something about, and a few times a day for each officer and item. What was let
   * onto the line and stands for nothing any more is taken off again.
   *
   * @param objected what comes of a proposal that does not fit what the register knows of the item
   * @return empty when it may go on, else a stable word
   * @throws NotYet when the proposal is to wait; repeat
   * @throws RegisterUnavailable when the database does not answer; repeat
   */
  Optional<String> pass(Passing passing, OnObjection objected);
}
