/** Tests of the package of the same name. */
@NullMarked
package org.sanwei.crypto.key;

import org.jspecify.annotations.NullMarked;
