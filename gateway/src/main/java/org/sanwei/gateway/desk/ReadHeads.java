package org.sanwei.gateway.desk;

import java.util.Locale;
import java.util.Map;
import org.sanwei.config.label.Urgency;
import org.sanwei.routes.flow.ArrivalSteps;
import org.sanwei.routes.flow.NotYet;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a first page's head said of an item whose pages are still being read: how urgent it is, and
 * how many pages there are. Of an item that is judged it changes nothing.
 */
final class ReadHeads {
  private static final int MOST_DIGITS = 6;

  private ReadHeads() {}

  static void note(JdbcClient jdbc, LedgerEvent event) {
    ArrivalId item = event.item();
    if (item == null) {
      throw new RegisterRefused("HEAD_READ needs an item");
    }
    int known =
        jdbc.sql("select count(*) from item where arrival_id = ?")
            .param(item.hex())
            .query(Integer.class)
            .single();
    if (known == 0) {
      throw new NotYet("a head before its arrival");
    }
    jdbc.sql(
            "update item set urgency = ?, pages = ?, version = version + 1 where arrival_id = ?"
                + " and outcome is null")
        .param(urgency(event.facts()).name())
        .param(pages(event.facts()))
        .param(item.hex())
        .update();
  }

  private static Urgency urgency(Map<String, String> facts) {
    try {
      return Urgency.valueOf(facts.getOrDefault(ArrivalSteps.URGENCY, "").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new RegisterRefused("HEAD_READ has an urgency that is none");
    }
  }

  private static int pages(Map<String, String> facts) {
    String pages = facts.getOrDefault(ArrivalSteps.PAGES, "");
    if (pages.isEmpty()
        || pages.length() > MOST_DIGITS
        || !pages.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new RegisterRefused("HEAD_READ has no number of pages");
    }
    return Integer.parseInt(pages);
  }
}
