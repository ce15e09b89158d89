/**
 * What vetoes: the broker plug-in on the 机要 addresses. May import: routes.queue, crypto.key,
 * crypto.cms, Artemis server, slf4j.
 */
@NullMarked
package org.sanwei.routes.guard;

import org.jspecify.annotations.NullMarked;
