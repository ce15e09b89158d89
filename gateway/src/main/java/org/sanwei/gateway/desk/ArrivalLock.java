package org.sanwei.gateway.desk;

import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a receipt and the settling of its arrival, which may come in either order and at once, see
 * each other. Held until the transaction ends; take it before any counter.
 */
final class ArrivalLock {
  private ArrivalLock() {}

  static void take(JdbcClient jdbc, ArrivalId id) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 1))::text")
        .param(id.hex())
        .query(String.class)
        .optional();
  }
}
