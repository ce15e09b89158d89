/** Tests of the package of the same name, and what all tests of this module share. */
@NullMarked
package org.sanwei.crypto;

import org.jspecify.annotations.NullMarked;
