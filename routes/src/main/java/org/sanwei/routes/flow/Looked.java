package org.sanwei.routes.flow;

import org.sanwei.routes.message.Judged;
import org.sanwei.routes.message.RawArrival;

/** What came of reading an arrival as far as the route reads it. */
public sealed interface Looked {
  /** All of it was read, or cannot be, and it was judged. */
  record Whole(Judged judged) implements Looked {}

  /** It has pictures, which are read elsewhere: nothing of it is judged until then. */
  record Waiting(RawArrival arrival) implements Looked {}
}
