/**
 * Classified and held items to the 机要 line; officers' receipts and acts back. May import:
 * routes.message, routes.queue, config.judge, config.label, crypto, crypto.key, crypto.cms.
 */
@NullMarked
package org.sanwei.routes.handover;

import org.jspecify.annotations.NullMarked;
