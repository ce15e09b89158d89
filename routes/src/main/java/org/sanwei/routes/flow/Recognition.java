package org.sanwei.routes.flow;

import java.util.Optional;
import java.util.UUID;
import org.sanwei.routes.read.ReadResult;

/**
 * The port to who knows the probes of our own that are under way. Asked after the verdict, so that
 * nothing it says can change a label or a way. Safe from many threads; never throws.
 */
@FunctionalInterface
public interface Recognition {
  /** For a gateway that sends no probes. */
  Recognition NONE = (channel, read) -> Optional.empty();

  /** The probe that this message is, whole and with nothing added to it. */
  Optional<UUID> probeIn(String channel, ReadResult read);
}
