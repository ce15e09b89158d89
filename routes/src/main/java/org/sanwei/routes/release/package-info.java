/**
 * What people signed, on its way out: the editions of a bulletin, the signed release, the only type
 * that fits a public outlet, the outlets themselves and their receipts; texts that come in over an
 * outlet's own sessions are handed to a port. Beside what was signed only a notice, which has no
 * room for words, fits the SMS outlet. May import: routes.message, routes.queue, routes.sms,
 * config.label, crypto, Camel, jSMPP, Jackson, java.net.http.
 */
@NullMarked
package org.sanwei.routes.release;

import org.jspecify.annotations.NullMarked;
