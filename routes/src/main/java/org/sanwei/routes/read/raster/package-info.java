/**
 * Bytes of a picture in, a plain page of grey samples out. The file's own statements (directories,
 * dimensions, pages) are checked by code of ours before any decoder sees them; what is refused has
 * a type, and no file makes a method here throw. Writes no file. Everything here is fed by
 * strangers. May import: java (with javax.imageio and java.awt.image).
 */
@NullMarked
package org.sanwei.routes.read.raster;

import org.jspecify.annotations.NullMarked;
