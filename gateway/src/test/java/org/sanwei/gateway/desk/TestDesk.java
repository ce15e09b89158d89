package org.sanwei.gateway.desk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.sanwei.gateway.database.TestDatabase;
import org.sanwei.gateway.ledger.Ledger;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.web.DeskSettings;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.transaction.support.TransactionTemplate;

/** A desk over a real database of its own, with a clock that stands at noon of its trade day. */
public final class TestDesk {
  public static final String PASSWORD = "correct horse";
  public static final DeskSettings SETTINGS =
      new DeskSettings(
          Samples.UNIT, "泰山市值班室", ZoneId.of("Asia/Shanghai"), true, Duration.ofMinutes(10));

  public final List<ArrivalId> changed = new CopyOnWriteArrayList<>();
  public final DataSource database;
  public final JdbcClient jdbc;
  public final TransactionTemplate transaction;
  public final Clock clock = Clock.fixed(Samples.NOON, ZoneOffset.UTC);
  public final Ledger ledger;
  public final JdbcArrivalRegister register;
  public final Accounts accounts;
  public final Receipts receipts;
  public final Inbox inbox;
  public final People people;

  public TestDesk() {
    this(TestDatabase.freshDatabase());
  }

  public TestDesk(DataSource database) {
    this.database = database;
    jdbc = JdbcClient.create(database);
    transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    ledger = new Ledger(jdbc, new ObjectMapper(), clock, Samples.UNIT);
    register = new JdbcArrivalRegister(jdbc, transaction, ledger, changed::add, SETTINGS, clock);
    accounts = new Accounts(jdbc, SETTINGS, clock);
    receipts = new Receipts(jdbc, transaction, ledger, changed::add);
    people = new People(jdbc, PasswordEncoderFactories.createDelegatingPasswordEncoder());
    inbox = new Inbox(jdbc, transaction, ledger, changed::add, SETTINGS, clock);
  }

  /** What the books of officers' words work with; each label has a line of its own. */
  public OfficersDesk officers(Clock at) {
    return new OfficersDesk(jdbc, transaction, ledger, changed::add, line -> line, at);
  }

  public Person person(String login, String name, Role role) {
    People.Added added = people.add(Samples.UNIT, login, name, role, PASSWORD);
    return ((People.Added.Done) added).person();
  }

  public long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }
}
