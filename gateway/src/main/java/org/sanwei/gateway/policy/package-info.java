/**
 * The policy in force and the people it names by certificate. May import: config.label,
 * config.policy, config.load, crypto.key, routes.handover, routes.guard, routes.queue.
 */
@NullMarked
package org.sanwei.gateway.policy;

import org.jspecify.annotations.NullMarked;
