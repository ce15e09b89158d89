/**
 * Content and Policy in, Verdict with evidence out. Pure: time and counters are in Arrival. May
 * import: config.label, config.policy, RE2/J.
 */
@NullMarked
package org.sanwei.config.judge;

import org.jspecify.annotations.NullMarked;
