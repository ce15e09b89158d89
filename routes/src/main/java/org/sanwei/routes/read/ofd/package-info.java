/**
 * Reads OFD, the fixed layout of GB/T 33190-2016: a zip of XML whose pages say which letters stand
 * where. Knows nothing of messages: it hands out texts with their places, the files inside and what
 * could not be read. May import: java, StAX, routes.read.archive, routes.read.office (XML that
 * strangers wrote), config.judge (places), config.policy (the reasons).
 */
@NullMarked
package org.sanwei.routes.read.ofd;

import org.jspecify.annotations.NullMarked;
