/**
 * A page of samples in; lines of text with places, facts and doubts out. Detection and recognition
 * run on ONNX Runtime with models that come in a jar; all before and after them is written here. A
 * doubt is raised wherever a mark might have been missed (docs/READING.md). Writes nothing but the
 * native library, to a private folder for as long as loading takes. May import: java, ONNX Runtime,
 * config.policy, routes.message, routes.read.raster.
 */
@NullMarked
package org.sanwei.routes.read.ocr;

import org.jspecify.annotations.NullMarked;
