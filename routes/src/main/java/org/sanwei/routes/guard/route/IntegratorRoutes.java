package org.sanwei.routes.guard.route;

import java.util.Map;
import java.util.Set;
import org.sanwei.config.label.Sensitivity;

/** TODO stub. */
public final class IntegratorRoutes {
  void draw(Drawing drawing, Set<String> channels, Map<String, Sensitivity> outlets) {}
}
