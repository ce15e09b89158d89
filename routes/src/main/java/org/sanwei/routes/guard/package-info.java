/**
 * What vetoes: the broker plug-in on the 机要 addresses; and what bounds the memory that strangers
 * may fill. May import: routes.queue, crypto.key, crypto.cms, Artemis server, Netty's channels,
 * sockets' addresses, slf4j.
 */
@NullMarked
package org.sanwei.routes.guard;

import org.jspecify.annotations.NullMarked;
