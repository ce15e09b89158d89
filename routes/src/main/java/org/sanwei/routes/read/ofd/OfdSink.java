package org.sanwei.routes.read.ofd;

import org.sanwei.routes.read.office.PaperSink;

/** Takes what an OFD holds. */
public interface OfdSink extends PaperSink {
  /** How many pages it lists. */
  void pages(int count);

  /** It says that it is signed or sealed. Nobody has checked by whom. */
  void seal();
}
