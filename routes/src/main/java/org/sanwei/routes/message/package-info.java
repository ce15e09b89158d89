/**
 * What a message is at each step; a new type once more is known of it. May import: config.label,
 * config.judge, config.policy, routes.sms, Jackson.
 */
@NullMarked
package org.sanwei.routes.message;

import org.jspecify.annotations.NullMarked;
