/** What a policy and a gateway.yaml say, as records. May import: config.label, RE2/J. */
@NullMarked
package org.sanwei.config.policy;

import org.jspecify.annotations.NullMarked;
