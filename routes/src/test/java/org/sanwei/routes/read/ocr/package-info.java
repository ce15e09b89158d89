/** Tests of reading: real messages, hostile ones too, made in code. */
@NullMarked
package org.sanwei.routes.read.ocr;

import org.jspecify.annotations.NullMarked;
