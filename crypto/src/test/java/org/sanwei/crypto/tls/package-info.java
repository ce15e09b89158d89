/** Tests of the package of the same name. */
@NullMarked
package org.sanwei.crypto.tls;

import org.jspecify.annotations.NullMarked;
