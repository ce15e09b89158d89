/**
 * One RouteBuilder a channel; seals at once and acknowledges only after the durable write. May
 * import: routes.message, routes.queue, config.policy, crypto, crypto.key, Camel, mail.
 */
@NullMarked
package org.sanwei.routes.intake;

import org.jspecify.annotations.NullMarked;
