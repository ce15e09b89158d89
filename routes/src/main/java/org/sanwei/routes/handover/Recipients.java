package org.sanwei.routes.handover;

import java.util.List;
import java.util.Set;
import org.sanwei.config.label.Line;
import org.sanwei.crypto.key.OfficerCertificate;

/** Who can open what goes to a line: its officers and the line's recovery key. Never empty. */
public interface Recipients {
  /**
   * The line itself when it has officers, or its nearest superior that has: the root always has.
   */
  Line serving(Line line);

  /** The certificates of a line; of the nearest superior line with officers where it has none. */
  List<OfficerCertificate> of(Line line);

  /** Officers and security officers of every line, not recovery keys: whose receipts are good. */
  Set<OfficerCertificate> receivers();

  /** The security officers' certificates, for what lies above the ceiling. */
  List<OfficerCertificate> spill();
}
