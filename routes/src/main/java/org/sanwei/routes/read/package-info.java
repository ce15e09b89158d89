/**
 * Bytes in, {@link org.sanwei.config.judge.Content} out: mail, text, HTML, text PDFs, signed posts,
 * short messages and the desk's slips are read; all else is named as unread, so that it is held
 * (promise 3). Holds no key, opens no connection, writes no file and logs nothing. Everything here
 * is fed by strangers. May import: java, jakarta.mail, jsoup, PDFBox with FontBox, Jackson, what
 * takes archives and papers apart (routes.read.archive, .office, .ofd), config.judge,
 * routes.message, routes.sms.
 */
@NullMarked
package org.sanwei.routes.read;

import org.jspecify.annotations.NullMarked;
