package org.sanwei.routes.read.office;

import org.sanwei.config.judge.Place;
import org.sanwei.config.policy.UnreadReason;

/** Takes what a paper holds. */
public interface PaperSink {
  /** {@code name} tells texts of one paper apart, such as {@code #notes}; empty for its body. */
  void text(String name, Place place, String text);

  /** A picture, an embedded paper, anything else that is a file within the paper. */
  void file(String name, byte[] bytes);

  /** Something of the paper was not read. */
  void unread(UnreadReason why);
}
