/**
 * The two half-walks, read top to bottom, and the ports they end at. May import: routes.message,
 * routes.queue, routes.read, routes.handover, routes.reply, routes.sms, config.judge, config.label,
 * crypto, crypto.key, crypto.cms, Camel, JMS, slf4j.
 */
@NullMarked
package org.sanwei.routes.flow;

import org.jspecify.annotations.NullMarked;
