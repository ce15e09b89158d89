/**
 * The 机要 officers' own program: same jar, other machine. Holds an officer's key, speaks AMQP over
 * TLS. May import: routes.message, routes.queue, crypto, qpid-jms, jackson.
 */
@NullMarked
package org.sanwei.gateway.cipherdesk;

import org.jspecify.annotations.NullMarked;
