/**
 * One way in a channel; seals at once and acknowledges only after the durable write. May import:
 * routes.message, routes.queue, routes.sms, config.policy, crypto, crypto.key, Camel, slf4j.
 */
@NullMarked
package org.sanwei.routes.intake;

import org.jspecify.annotations.NullMarked;
