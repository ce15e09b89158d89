/**
 * What vetoes: the broker plug-in on the 机要 addresses. May import: config.label, crypto, Artemis
 * server.
 */
@NullMarked
package org.sanwei.routes.guard;

import org.jspecify.annotations.NullMarked;
