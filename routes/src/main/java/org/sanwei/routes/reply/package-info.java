/**
 * Back to the sender: the return address, kept under a reply key until it is no more needed, and
 * the step that alone opens it, to send one of two closed notices (ADR 0018). Nobody outside this
 * package sees an address. May import: routes.message, routes.read, routes.sms, routes.release,
 * config.judge, config.policy, crypto.key, jakarta.mail, Angus SMTP, slf4j.
 */
@NullMarked
package org.sanwei.routes.reply;

import org.jspecify.annotations.NullMarked;
