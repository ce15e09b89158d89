package org.sanwei.routes.read.ocr.pages;

import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;

/**
 * What a case says, known because it was drawn from it. {@code mark} is the mark as printed, empty
 * when there is none ({@code 密级：公开} is one, of level PUBLIC); {@code period} what stands after its
 * ★, {@code markPage} the page that bears it, from 1 (0: none). {@code body} is the running text
 * without the lines before and after it, {@code faxNumber} the sender's number in the fax machine's
 * line, where the machine prints one.
 */
public record PageTruth(
    Sensitivity level,
    String mark,
    String period,
    int markPage,
    Urgency urgency,
    String number,
    String title,
    String organ,
    String body,
    Form form,
    int pages,
    boolean seal,
    String faxNumber) {

  /** True when the page may by no means end OPEN. */
  public boolean classified() {
    return level.classified();
  }
}
