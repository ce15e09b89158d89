package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InboxPlanTest {
  private final TestDesk desk = new TestDesk();

  @Test
  void theInboxsFirstQuestionIsAnsweredFromItsOwnIndex() {
    desk.jdbc
        .sql(
            "insert into item (arrival_id, unit, year, number, first_reception, channel, kind,"
                + " received_at, size_bytes, size_class, outcome, settled_at, reason, sensitivity,"
                + " urgency, policy, receipted) select md5(n::text), '370900', 2026, n, uuidv7(),"
                + " 'fax-1', 'FAX', now(), 1, 'S', 'CLASSIFIED', now(), 'mark', 'SECRET', 'NONE',"
                + " 'p', n % 1000 > 0 from generate_series(1, 20000) n")
        .update();
    desk.jdbc.sql("analyze item").update();

    List<String> plan =
        desk.jdbc
            .sql(
                "explain select count(*) from item i where i.unit = '370900' and "
                    + Filter.UNFINISHED.condition())
            .query(String.class)
            .list();

    assertThat(String.join("\n", plan)).contains("item_unfinished");
  }
}
