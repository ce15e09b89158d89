/** What a policy and a gateway.yaml say, as records. May import: config.label. */
@NullMarked
package org.sanwei.config.policy;

import org.jspecify.annotations.NullMarked;
