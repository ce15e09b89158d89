/**
 * Reads office papers: the XML of OOXML and ODF by one sweep that keeps every letter wherever it
 * stands, and the old binary formats and Outlook's messages over Tika and POI. Knows nothing of
 * messages: it hands out texts with their places, the files inside and what could not be read. May
 * import: java, StAX, Tika and POI, routes.read.archive, config.judge (places), config.policy (the
 * reasons).
 */
@NullMarked
package org.sanwei.routes.read.office;

import org.jspecify.annotations.NullMarked;
