package org.sanwei.gateway.desk;

import java.util.Map;
import java.util.UUID;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.Reception;

/**
 * The reception that an ARRIVED event tells of: origin {@code reception/<uuid>}, {@code at} = 接报
 * time, facts {@code channel}, {@code kind} (a name of {@link ChannelKind}), {@code sizeBytes}.
 */
public final class ArrivedFacts {
  private static final String ORIGIN = "reception/";

  private ArrivedFacts() {}

  /** The facts of an ARRIVED event for this reception. */
  public static Map<String, String> of(Reception reception) {
    return Map.of(
        "channel",
        reception.channel(),
        "kind",
        reception.kind().name(),
        "sizeBytes",
        Integer.toString(reception.sizeBytes()));
  }

  static Reception read(LedgerEvent event) {
    ArrivalId id = event.item();
    if (id == null || !event.origin().startsWith(ORIGIN)) {
      throw new RegisterRefused("ARRIVED needs an item and the origin reception/<uuid>");
    }
    try {
      return new Reception(
          id,
          UUID.fromString(event.origin().substring(ORIGIN.length())),
          event.unit(),
          fact(event, "channel"),
          ChannelKind.valueOf(fact(event, "kind")),
          event.at(),
          Integer.parseInt(fact(event, "sizeBytes")));
    } catch (IllegalArgumentException e) {
      throw new RegisterRefused("ARRIVED has a kind, a size or an origin that is none");
    }
  }

  private static String fact(LedgerEvent event, String name) {
    String value = event.facts().get(name);
    if (value == null) {
      throw new RegisterRefused("ARRIVED lacks the fact " + name);
    }
    return value;
  }
}
