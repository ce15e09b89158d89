package org.sanwei.gateway.wiring;

import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.GatewayConfig.Database;
import org.sanwei.gateway.database.DatabaseFailure;
import org.sanwei.gateway.database.EmbeddedPostgres;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database: our own PostgreSQL, or the one that gateway.yaml names. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {

  /** Holds the embedded server, or nothing when a remote one is used. */
  static final class Server implements AutoCloseable {
    private final @Nullable EmbeddedPostgres embedded;

    Server(@Nullable EmbeddedPostgres embedded) {
      this.embedded = embedded;
    }

    @Override
    public void close() {
      if (embedded != null) {
        embedded.close();
      }
    }
  }

  @Bean(destroyMethod = "close")
  Server databaseServer(Setup setup, SecureRandom random, Progress progress) {
    if (!(setup.config().database() instanceof Database.Embedded)) {
      return new Server(null);
    }
    try {
      return new Server(
          EmbeddedPostgres.start(
              setup.data(), random, stage -> progress.at(stage.chinese(), stage.english())));
    } catch (DatabaseFailure e) {
      throw new StartRefused(e.where() + ": " + e.what(), e.mend());
    }
  }

  @Bean(destroyMethod = "close")
  DataSource dataSource(Setup setup, Server server) {
    HikariDataSource source = new HikariDataSource();
    if (setup.config().database() instanceof Database.Remote remote) {
      source.setJdbcUrl(remote.url());
      source.setUsername(remote.user());
      source.setPassword(remote.password().revealText());
    } else if (server.embedded != null) {
      source.setJdbcUrl(server.embedded.jdbcUrl());
      source.setUsername(server.embedded.user());
      source.setPassword(server.embedded.password());
    }
    // Server messages about a failed statement can hold row values.
    source.addDataSourceProperty("logServerErrorDetail", "false");
    // A database that hangs must look like one that is down, or the hand-over would hang with it.
    source.addDataSourceProperty("socketTimeout", "15");
    source.addDataSourceProperty("tcpKeepAlive", "true");
    source.addDataSourceProperty("options", "-c lock_timeout=5s -c statement_timeout=12s");
    source.setMaximumPoolSize(12);
    source.setConnectionTimeout(5_000);
    source.setPoolName("desk");
    return source;
  }

  @Bean
  TransactionTemplate transactionTemplate(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }
}
