package org.sanwei.gateway.database;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests: one server a test JVM, under target/, stopped by a hook; each call
 * gives a database of its own.
 */
public final class TestDatabase {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestDatabase() {}

  /** A new database with every migration run. Not pooled: a connection each time. */
  public static DataSource freshDatabase() {
    DataSource database = emptyDatabase();
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .failOnMissingLocations(false)
        .load()
        .migrate();
    return database;
  }

  /** A new database without a table. */
  public static DataSource emptyDatabase() {
    EmbeddedPostgres postgres = server();
    String name = "test_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    try (Connection connection = dataSource(postgres, "postgres").getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + name);
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot make a test database", e);
    }
    return dataSource(postgres, name);
  }

  /** The server itself, for tests that need another connection to it. */
  public static synchronized EmbeddedPostgres server() {
    if (server == null) {
      // a directory a process: surefire may run several at once
      Path data = Path.of("target", "test-database-" + ProcessHandle.current().pid());
      EmbeddedPostgres started = EmbeddedPostgres.start(data, new SecureRandom(), stage -> {});
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, data)));
      server = started;
    }
    return server;
  }

  /** Where this JVM's server has its programs, for tests that start another on them. */
  static Path programs() {
    return server().programs();
  }

  private static void stop(EmbeddedPostgres started, Path data) {
    started.close();
    try {
      Binaries.delete(data);
    } catch (java.io.IOException e) {
      System.err.println("left behind " + data + ": " + e);
    }
  }

  private static DataSource dataSource(EmbeddedPostgres postgres, String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(postgres.jdbcUrl(database));
    source.setUser(postgres.user());
    source.setPassword(postgres.password());
    return source;
  }
}
