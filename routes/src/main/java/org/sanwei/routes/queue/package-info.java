/**
 * The broker's addresses and the one way to put sealed bodies there. May import: routes.message,
 * crypto, crypto.key, Camel's interfaces, JMS, Artemis, Commons Pool, slf4j.
 */
@NullMarked
package org.sanwei.routes.queue;

import org.jspecify.annotations.NullMarked;
