/**
 * The policy in force: what it says in words, how often its rules fired, a box to try it, and the
 * people it names by certificate. May import: people, web, words, config, crypto.key,
 * routes.handover, routes.guard, routes.queue; Spring JDBC and MVC.
 */
@NullMarked
package org.sanwei.gateway.policy;

import org.jspecify.annotations.NullMarked;
