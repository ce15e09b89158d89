/**
 * Guards of Camel's routes: what each endpoint is cleared for, the monitor that vetoes while they
 * run, the graph that is read from them before they do, and integrators' own routes. May import:
 * routes.flow, routes.queue, routes.release, config.label, config.policy, config.prove.graph,
 * crypto, crypto.key, Camel, java.net, slf4j.
 */
@NullMarked
package org.sanwei.routes.guard.route;

import org.jspecify.annotations.NullMarked;
