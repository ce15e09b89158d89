package org.sanwei.gateway.wiring;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.sanwei.config.policy.GatewayConfig.Database;
import org.sanwei.gateway.database.EmbeddedPostgres;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The database: our own PostgreSQL, or the one that gateway.yaml names. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {

  @Bean(destroyMethod = "close")
  DataSource dataSource(Setup setup, HeadStart ahead) {
    EmbeddedPostgres embedded = ahead.database().orElse(null);
    HikariDataSource source = new HikariDataSource();
    if (setup.config().database() instanceof Database.Remote remote) {
      source.setJdbcUrl(remote.url());
      source.setUsername(remote.user());
      source.setPassword(remote.password().revealText());
    } else if (embedded != null) {
      source.setJdbcUrl(embedded.jdbcUrl());
      source.setUsername(embedded.user());
      source.setPassword(embedded.password());
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
