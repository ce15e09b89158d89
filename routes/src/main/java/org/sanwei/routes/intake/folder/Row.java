package org.sanwei.routes.intake.folder;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One row of a hotline's file; {@code line} counts from 1. */
sealed interface Row {
  long line();

  /** A row that is a message; {@code post} has the fields of a signed post. */
  record Good(long line, ObjectNode post) implements Row {
    @Override
    public String toString() {
      return "Good[line " + line + "]";
    }
  }

  /** What is none: sealed as it stands in the file. */
  record Bad(long line, Why why, byte[] raw) implements Row {
    @Override
    public String toString() {
      return "Bad[line " + line + ", " + why + ", " + raw.length + " bytes]";
    }
  }

  /** Why a row is set aside; the words stand in receipts. */
  enum Why {
    /** More or fewer columns than the heading. */
    COLUMNS,
    /** No text. */
    TEXT,
    /** Quotes or brackets that do not fit. */
    SHAPE,
    /** Bytes that are letters in no encoding we read. */
    ENCODING,
    /** The heading lacks the column of the text, so no row can be read. */
    HEADING,
    /** Longer than a row may be. */
    LENGTH
  }
}
