/**
 * The built jar as a child process, driven from outside as sources, officers and duty staff would:
 * IMAP and SMTP, signed HTTP posts, AMQP over TLS, the desk's interface. Counterparties live in the
 * tests' own process, so that they survive the gateway's {@code kill -9}. May import the sandbox's
 * counterparties, the officers' program, and for assertions the crypto and message types.
 */
@NullMarked
package org.sanwei.gateway.e2e;

import org.jspecify.annotations.NullMarked;
