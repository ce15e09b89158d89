/** The vectors of docs/ENVELOPE.md: how they are written, made and checked; and other programs. */
@NullMarked
package org.sanwei.crypto.vectors;

import org.jspecify.annotations.NullMarked;
