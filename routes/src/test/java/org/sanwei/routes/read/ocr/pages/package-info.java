/**
 * Invented official pages as they come off fax lines, scanners and telephones, drawn by code from a
 * seed, each with its truth; and the score of what a reader made of them. Imports config.label,
 * config.judge and no reader. Look at some with {@link org.sanwei.routes.read.ocr.pages.Gallery}.
 */
@NullMarked
package org.sanwei.routes.read.ocr.pages;

import org.jspecify.annotations.NullMarked;
