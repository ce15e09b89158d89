/**
 * The channels' face to integrators: signed posts, and which of them were seen. May import:
 * routes.guard, routes.intake, routes.queue, routes.message, config.policy, crypto, Spring Web,
 * Jackson, files, slf4j.
 */
@NullMarked
package org.sanwei.gateway.channel;

import org.jspecify.annotations.NullMarked;
