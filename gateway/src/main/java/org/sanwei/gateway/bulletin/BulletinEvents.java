package org.sanwei.gateway.bulletin;

import java.util.UUID;

/** Is told, after the commit, that a bulletin or a delivery of it changed. Must not block. */
@FunctionalInterface
public interface BulletinEvents {
  void changed(UUID bulletin);
}
