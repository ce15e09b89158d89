package org.sanwei.routes.guard.route;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Processor;
import org.apache.camel.model.BeanDefinition;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.prove.graph.Transfer;
import org.sanwei.routes.flow.ArrivalSteps;
import org.sanwei.routes.flow.HeadsFirst;
import org.sanwei.routes.flow.OfficerSteps;
import org.sanwei.routes.flow.OneLargeAtATime;
import org.sanwei.routes.flow.RegisterSteps;
import org.sanwei.routes.queue.AsItCame;
import org.sanwei.routes.release.OutletName;
import org.sanwei.routes.release.ReleaseRoute;
import org.sanwei.routes.release.ReleaseStep;

/**
 * The closed table of our own steps: which class and method stands under which id, what that does
 * to a message, and where it is kept besides. A step that is not here is not known.
 */
final class KnownSteps {
  /** What a step does, and the place that takes the message from it; empty for none. */
  record Known(Transfer transfer, String keptAt) {}

  private record Call(Class<?> type, String method) {}

  private record Row(Call call, Known known) {}

  /** The place of open items and cards once the register has them. */
  static final String DESK = "desk";

  /** The place of events once the register has them. */
  static final String LEDGER = "ledger";

  /** Followed by an outlet's name. */
  static final String OUTLET = "outlet:";

  private static final Map<Class<?>, Transfer> PROCESSORS =
      Map.of(
          OneLargeAtATime.class,
          Transfer.PASS,
          HeadsFirst.class,
          Transfer.PASS,
          AsItCame.class,
          Transfer.LAY_ASIDE);

  private final Map<String, Row> beans = new HashMap<>();

  KnownSteps(List<String> outlets) {
    put("judge-open", ArrivalSteps.class, "open", Transfer.UNSEAL, "");
    put("judge-book", ArrivalSteps.class, "book", Transfer.BOOK, "");
    put("judge-again", ArrivalSteps.class, "again", Transfer.COUNT, "");
    put("judge-judge", ArrivalSteps.class, "judge", Transfer.JUDGE_OR_WAIT, "");
    put("judge-depart", ArrivalSteps.class, "depart", Transfer.DEPART, "");
    put("heads-open", ArrivalSteps.class, "open", Transfer.UNSEAL, "");
    put("heads-head", ArrivalSteps.class, "head", Transfer.LOOK_AT_HEAD, "");
    put("pages-open", ArrivalSteps.class, "open", Transfer.UNSEAL, "");
    put("pages-book", ArrivalSteps.class, "book", Transfer.BOOK, "");
    put("pages-again", ArrivalSteps.class, "again", Transfer.COUNT, "");
    put("pages-whole", ArrivalSteps.class, "whole", Transfer.JUDGE, "");
    put("pages-depart", ArrivalSteps.class, "depart", Transfer.DEPART, "");
    put("register-desk-settle", RegisterSteps.class, "settle", Transfer.KEEP, DESK);
    put("register-ledger-append", RegisterSteps.class, "append", Transfer.KEEP, LEDGER);
    put("officers-word-take", OfficerSteps.class, "take", Transfer.CARRY_OUT, "");
    for (String outlet : outlets) {
      put(
          ReleaseRoute.id(new OutletName(outlet)) + "-send",
          ReleaseStep.class,
          "accept",
          Transfer.VERIFY,
          OUTLET + outlet);
    }
  }

  private void put(String id, Class<?> type, String method, Transfer transfer, String keptAt) {
    beans.put(id, new Row(new Call(type, method), new Known(transfer, keptAt)));
  }

  Optional<Known> of(BeanDefinition bean) {
    Row row = bean.getId() == null ? null : beans.get(bean.getId());
    Call call = call(bean);
    return row != null && row.call().equals(call) ? Optional.of(row.known()) : Optional.empty();
  }

  /** By class alone: what these do is the same wherever they stand. */
  Optional<Known> of(@Nullable Processor processor) {
    return Optional.ofNullable(processor == null ? null : PROCESSORS.get(processor.getClass()))
        .map(transfer -> new Known(transfer, ""));
  }

  /** What a bean's definition calls, in words; without a name that may be somebody's own words. */
  static String words(BeanDefinition bean) {
    Call call = call(bean);
    return call == null ? "a bean of the registry" : call.type().getName() + "." + call.method();
  }

  private static @Nullable Call call(BeanDefinition bean) {
    Object target = bean.getBean();
    String method = bean.getMethod();
    if (target == null || method == null || bean.getRef() != null) {
      return null;
    }
    // A drawing has the class in place of the object.
    return new Call(target instanceof Class<?> type ? type : target.getClass(), method);
  }
}
