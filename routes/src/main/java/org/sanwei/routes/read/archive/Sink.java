package org.sanwei.routes.read.archive;

import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.UnreadReason;

/** Takes what an archive holds, one thing after another, in the archive's order. */
public interface Sink {
  /**
   * A file, all of its bytes or as many as could be had, and why they are not all or not what the
   * archive says; null when nothing is wrong.
   */
  void file(Name name, byte[] bytes, @Nullable UnreadReason why);

  /** Something that has a name and no bytes: a folder, a link, a comment. */
  void note(Name name);

  /** The archive as a whole. */
  void trouble(UnreadReason why);
}
