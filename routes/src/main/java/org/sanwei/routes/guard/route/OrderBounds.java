package org.sanwei.routes.guard.route;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.policy.Policy;
import org.sanwei.config.policy.StandingOrder;

/**
 * What a standing release order of the policy is bound to (DESIGN §2): it may fire only for a
 * source that proves who it is, with a template's words, up to a cap, until it expires.
 */
public record OrderBounds(
    String name,
    String outlet,
    boolean authenticatedSource,
    boolean template,
    boolean cap,
    boolean expiry) {

  /** Those of a policy, one for each outlet that an order sends by. */
  public static List<OrderBounds> of(Policy policy) {
    List<OrderBounds> all = new ArrayList<>();
    for (StandingOrder order : policy.orders()) {
      boolean words =
          order.template().stream()
              .anyMatch(
                  piece ->
                      piece instanceof StandingOrder.Literal literal && !literal.text().isBlank());
      for (String outlet : order.outlets().stream().sorted().toList()) {
        all.add(
            new OrderBounds(
                order.id(),
                outlet,
                !order.credential().isBlank(),
                words,
                order.cap().times() > 0 && !order.cap().within().isZero(),
                ChronoUnit.DAYS.between(order.from(), order.until()) < StandingOrder.MOST_DAYS));
      }
    }
    return List.copyOf(all);
  }

  /** What it is not bound to and should be. */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (!authenticatedSource) {
      missing.add("经证实的来源 an authenticated source");
    }
    if (!template) {
      missing.add("模板 a template");
    }
    if (!cap) {
      missing.add("次数上限 a cap");
    }
    if (!expiry) {
      missing.add("失效时间 an expiry");
    }
    return missing;
  }

  String words() {
    String what = "常备放行令 standing order " + name;
    return missing().isEmpty() ? what : what + ", 未限定 without " + String.join(", ", missing());
  }
}
