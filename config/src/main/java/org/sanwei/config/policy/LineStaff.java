package org.sanwei.config.policy;

import java.util.List;

/**
 * Who receives on a 机要 line: names of officers' certificates, and of the recovery key's. Names are
 * files below the gateway's {@code anchors} directory.
 */
public record LineStaff(List<String> officers, String recovery) {
  public LineStaff {
    officers = List.copyOf(officers);
  }
}
