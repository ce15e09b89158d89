/**
 * The policy in force: who may sign one, which are taken, how another comes into force while the
 * gateway runs, what it says in words, how often its rules fired, a box to try it, and the people
 * it names by certificate. May import: people, web, words, config, crypto, crypto.key,
 * routes.handover, routes.guard, routes.queue; Spring JDBC and MVC, SLF4J.
 */
@NullMarked
package org.sanwei.gateway.policy;

import org.jspecify.annotations.NullMarked;
