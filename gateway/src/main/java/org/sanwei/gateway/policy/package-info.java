/**
 * The policy in force and the people it names by certificate. May import: config, crypto,
 * routes.handover, routes.guard.
 */
@NullMarked
package org.sanwei.gateway.policy;

import org.jspecify.annotations.NullMarked;
