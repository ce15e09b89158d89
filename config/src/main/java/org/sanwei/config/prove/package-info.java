/**
 * What a policy allows, and whether it does what its own tests say. May import: config.label,
 * config.policy, config.load, config.judge.
 */
@NullMarked
package org.sanwei.config.prove;

import org.jspecify.annotations.NullMarked;
