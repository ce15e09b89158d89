/**
 * YAML files to records, every problem at once with place and mend. May import: config.label,
 * config.policy, crypto, SnakeYAML, RE2/J.
 */
@NullMarked
package org.sanwei.config.load;

import org.jspecify.annotations.NullMarked;
