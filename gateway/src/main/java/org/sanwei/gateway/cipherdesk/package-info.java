/**
 * The 机要 officers' own program: same jar, other machine. Holds an officer's key, speaks AMQP over
 * TLS. May import: routes.message, routes.queue, config.judge, config.label, crypto, crypto.key,
 * crypto.cms, protonj2.
 */
@NullMarked
package org.sanwei.gateway.cipherdesk;

import org.jspecify.annotations.NullMarked;
