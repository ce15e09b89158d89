/**
 * Takes archives apart in memory: zip by a reader of our own, the others over libraries, all within
 * one allowance of a message. Names are text and nothing else; nothing is written anywhere. Knows
 * nothing of messages: it hands out names, bytes and what could not be read. May import: java,
 * commons-compress, junrar, config.policy (the reasons).
 */
@NullMarked
package org.sanwei.routes.read.archive;

import org.jspecify.annotations.NullMarked;
