/** Tests of the package of the same name. */
@NullMarked
package org.sanwei.crypto.cms;

import org.jspecify.annotations.NullMarked;
