package org.sanwei.gateway.channel.reach;

import java.util.Set;

/** What a connection test can be asked of, by name. Safe from many threads. */
public interface Places {
  /** All of them. */
  Set<String> names();

  /** Whether this one answers; ends within seconds and changes nothing there. */
  Checked check(String name);
}
