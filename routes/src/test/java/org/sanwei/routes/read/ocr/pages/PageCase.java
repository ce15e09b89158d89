package org.sanwei.routes.read.ocr.pages;

import java.util.function.Supplier;

/**
 * One page, or item of three pages, as a file that arrives. Nothing is drawn before {@link #bytes},
 * nothing is kept after it, and each call gives the same bytes. {@code way} says in words how it
 * came: on how bad a line (0 good to 3), turned, by what machine.
 */
public record PageCase(
    String id,
    PageKind kind,
    String fileName,
    PageTruth truth,
    String way,
    Supplier<byte[]> drawing) {

  /** The file. */
  public byte[] bytes() {
    return drawing.get();
  }

  @Override
  public String toString() {
    return id + " " + truth.form() + " " + (truth.mark().isEmpty() ? "unmarked" : truth.mark());
  }
}
