/**
 * Fax by mail: polls a mailbox over IMAP, moves what was taken or alters nothing and keeps a cursor
 * of its own. May import: routes.intake, routes.message, routes.queue, config.policy, crypto, the
 * mail API with Angus Mail's IMAP, java.net for the sockets under it, slf4j.
 */
@NullMarked
package org.sanwei.routes.intake.mail;

import org.jspecify.annotations.NullMarked;
