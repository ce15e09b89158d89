/**
 * The channels' face to integrators: signed posts. May import: routes.intake, routes.queue,
 * routes.message, config.policy, crypto, Spring Web.
 */
@NullMarked
package org.sanwei.gateway.channel;

import org.jspecify.annotations.NullMarked;
