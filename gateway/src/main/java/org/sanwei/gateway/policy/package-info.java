/**
 * The policy in force: who may sign one, which are taken, how another comes into force while the
 * gateway runs, and the people it names by certificate. May import: config.label, config.policy,
 * config.load, config.judge, crypto, crypto.key, routes.handover, routes.guard, routes.queue, web,
 * people; Spring MVC, SLF4J.
 */
@NullMarked
package org.sanwei.gateway.policy;

import org.jspecify.annotations.NullMarked;
