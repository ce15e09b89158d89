package org.sanwei.routes.read.ocr.pages;

import java.util.List;
import org.sanwei.config.label.Urgency;

/** What is written on the paper, and where its mark and urgency stand. */
record Document(
    Form form,
    Mark mark,
    Urgency urgency,
    UrgencyPlace urgencyPlace,
    String number,
    String title,
    String organ,
    String addressee,
    List<String> body,
    String date,
    boolean seal,
    String faxNumber,
    List<String> attachments,
    Faces faces,
    Extra second,
    Extra third) {

  /** Where the urgency is printed: under the mark, beside it, at the other side, or in a cell. */
  enum UrgencyPlace {
    UNDER,
    BESIDE,
    ACROSS,
    CELL
  }

  /** What a page after the first one holds. */
  enum Extra {
    NOTHING,
    BLANK,
    TEXT,
    CHART,
    PHOTOGRAPH,
    TABLE
  }

  /** The typefaces of one document. */
  record Faces(Face head, Face title, Face body, Face mark) {}

  int pages() {
    return (form == Form.COVER ? 2 : 1)
        + (second == Extra.NOTHING ? 0 : 1)
        + (third == Extra.NOTHING ? 0 : 1);
  }

  PageTruth truth() {
    int markPage = !mark.printed() ? 0 : form == Form.COVER ? 2 : 1;
    return new PageTruth(
        mark.level(),
        mark.words(),
        mark.period(),
        markPage,
        urgency,
        form == Form.BULLETIN ? "" : number,
        title,
        organ,
        String.join("", body),
        form,
        pages(),
        seal && form != Form.APPROVAL,
        faxNumber);
  }
}
