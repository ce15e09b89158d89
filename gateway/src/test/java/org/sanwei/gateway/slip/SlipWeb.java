package org.sanwei.gateway.slip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.web.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Slips beside the desk's test wiring; what is handed in waits on a real broker. */
@Configuration(proxyBeanMethods = false)
@Import({SlipPages.class, SlipInterface.class})
class SlipWeb {

  @Bean(destroyMethod = "close")
  HandDesk handDesk(Clock clock) throws IOException {
    return new HandDesk(Files.createTempDirectory(Path.of("target"), "slips-"), clock);
  }

  @Bean
  Slips slips(HandDesk hands, JdbcClient jdbc, TransactionTemplate transaction, Ledger ledger) {
    return hands.slips(jdbc, transaction, ledger, hands.hand);
  }

  @Bean
  @Primary
  List<NavEntry> navWithSlips() {
    return List.of(
        new NavEntry("inbox", "/", Act.READ_ITEMS),
        new NavEntry("slips", "/slips", Act.TAKE_DOWN),
        new NavEntry("ledger", "/ledger", Act.READ_LEDGER));
  }
}
