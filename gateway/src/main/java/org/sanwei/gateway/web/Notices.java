package org.sanwei.gateway.web;

import java.util.List;

/** The port to who knows what everybody should know. Safe from many threads; never throws. */
@FunctionalInterface
public interface Notices {
  /** Nobody has anything to say. */
  Notices NONE = List::of;

  /** What stands at this moment. */
  List<Notice> now();
}
