/** Tests of watched folders, on real directories and a real broker. */
@NullMarked
package org.sanwei.routes.intake.folder;

import org.jspecify.annotations.NullMarked;
