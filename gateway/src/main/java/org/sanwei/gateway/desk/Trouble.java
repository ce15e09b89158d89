package org.sanwei.gateway.desk;

import static java.util.Objects.requireNonNull;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.sanwei.routes.flow.RegisterUnavailable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a transaction and tells apart what may be repeated ({@link RegisterUnavailable}) from what
 * never helps ({@link RegisterRefused}). Exceptions of the database can hold values of a row, so
 * neither carries the original: only its SQLSTATE and the name of the constraint.
 */
public final class Trouble {
  private static final int TRIES = 3;

  private Trouble() {}

  /**
   * Runs the work in one transaction; a deadlock's victim is tried again.
   *
   * @throws RegisterUnavailable when it may be repeated
   * @throws RegisterRefused when repeating never helps
   */
  public static <T> T transaction(TransactionTemplate transaction, Supplier<T> work) {
    for (int tried = 1; ; tried++) {
      try {
        return requireNonNull(transaction.execute(status -> work.get()));
      } catch (DataAccessException | TransactionException e) {
        if (tried == TRIES || !state(e).startsWith("40")) {
          throw stripped(e);
        }
      }
    }
  }

  private static RuntimeException stripped(NestedRuntimeException e) {
    String state = state(e);
    if (e instanceof TransactionException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || unreachable(state)) {
      return new RegisterUnavailable(
          new SQLException(e.getClass().getSimpleName() + ", SQLSTATE " + state, state));
    }
    return new RegisterRefused("SQLSTATE " + state + ", constraint " + constraint(e));
  }

  /** Connection, resources, operator, system, lock, roll-back, standby. */
  private static boolean unreachable(String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("40")
        || state.equals("55P03")
        || state.equals("25006");
  }

  private static String state(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "none";
  }

  private static @Nullable String constraint(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof PSQLException sql) {
        ServerErrorMessage server = sql.getServerErrorMessage();
        return server == null ? null : server.getConstraint();
      }
    }
    return null;
  }
}
