/** Tests of answering senders: hostile mails, real SMTP and SMPP counterparties. */
@NullMarked
package org.sanwei.routes.reply;

import org.jspecify.annotations.NullMarked;
