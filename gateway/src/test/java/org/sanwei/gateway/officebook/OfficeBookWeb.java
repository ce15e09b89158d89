package org.sanwei.gateway.officebook;

import java.util.List;
import org.sanwei.gateway.desk.Samples;
import org.sanwei.gateway.desk.StoredTitles;
import org.sanwei.gateway.desk.TestDesk;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.gateway.web.NavEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** An office in shadow mode beside the desk's test wiring. */
@Configuration(proxyBeanMethods = false)
@Import(OfficeBookPages.class)
class OfficeBookWeb {
  @Bean
  @Primary
  DeskSettings inShadow() {
    DeskSettings usual = TestDesk.SETTINGS;
    return new DeskSettings(
        usual.unit(), usual.unitName(), usual.zone(), false, usual.repeatsWithin(), true);
  }

  @Bean
  OfficeBooks officeBooks(
      JdbcClient jdbc, Ledger ledger, TransactionTemplate transaction, DeskSettings desk) {
    return new OfficeBooks(new StoredTitles(jdbc, Samples.UNIT), ledger, transaction, desk.zone());
  }

  @Bean
  @Primary
  List<NavEntry> navWithBook() {
    return List.of(
        new NavEntry("inbox", "/", Act.READ_ITEMS),
        new NavEntry("officebook", "/officebook", Act.COMPARE_REGISTER));
  }
}
