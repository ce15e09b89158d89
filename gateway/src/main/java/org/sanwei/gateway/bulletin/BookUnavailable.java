package org.sanwei.gateway.bulletin;

import java.sql.SQLException;

/**
 * The book of deliveries could not be written, and nothing was. Carries the SQLSTATE only: the
 * driver's exception may quote a row.
 */
public final class BookUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BookUnavailable(RuntimeException cause) {
    super("the book of deliveries cannot be written, SQLSTATE " + state(cause));
  }

  private static String state(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "none";
  }
}
