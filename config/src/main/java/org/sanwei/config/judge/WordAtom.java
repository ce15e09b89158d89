package org.sanwei.config.judge;

/** Asks something of each of its words that is found in a part. */
interface WordAtom {
  /**
   * Told of every place where one of its words stands.
   *
   * @param group which of its lists the word is of
   */
  void found(int group, Standing standing, Finds in);

  /** Told when a part was gone through. */
  default void partEnds(Frame frame, Finds in) {}
}
