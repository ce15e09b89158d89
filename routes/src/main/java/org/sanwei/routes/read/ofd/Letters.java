package org.sanwei.routes.read.ofd;

/**
 * Letters that stand beside each other on a page, in millimetres from its upper left corner: {@code
 * y} is their base line. {@code hidden} letters are in the file and not on the page.
 */
record Letters(double x, double y, double right, double size, String text, boolean hidden) {}
