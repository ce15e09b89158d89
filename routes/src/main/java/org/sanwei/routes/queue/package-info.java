/**
 * The broker's addresses and the one way to put sealed bodies there. May import: routes.message,
 * crypto, JMS.
 */
@NullMarked
package org.sanwei.routes.queue;

import org.jspecify.annotations.NullMarked;
