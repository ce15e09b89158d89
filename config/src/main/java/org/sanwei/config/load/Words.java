package org.sanwei.config.load;

import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sanwei.config.label.EventCategory;
import org.sanwei.config.label.EventLevel;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Duty;
import org.sanwei.config.policy.DutyClock.Start;
import org.sanwei.config.policy.Form;
import org.sanwei.config.policy.PartFacts;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.config.policy.Zone;

/** The closed sets of words that configuration files may use. */
final class Words {
  static final Map<String, Sensitivity> SENSITIVITY = byName(Sensitivity.values());
  static final Map<String, Urgency> URGENCY = byName(Urgency.values());
  static final Map<String, Form> FORMS = new LinkedHashMap<>();
  static final Map<String, Zone> ZONES = new LinkedHashMap<>();
  static final Map<String, ChannelKind> KINDS = new LinkedHashMap<>();
  static final Map<String, String> OUTCOMES = new LinkedHashMap<>();
  static final Map<String, UnreadReason> UNREAD = new LinkedHashMap<>();
  static final Map<String, DayOfWeek> DAYS = new LinkedHashMap<>();
  static final Map<String, EventCategory> CATEGORIES = byName(EventCategory.values());
  static final Map<String, EventLevel> LEVELS = byName(EventLevel.values());
  static final Map<String, Duty> DUTIES = new LinkedHashMap<>();
  static final Map<String, Start> STARTS = new LinkedHashMap<>();
  static final Map<String, String> ORDER_REASONS = new LinkedHashMap<>();
  static final Map<String, PartFacts.Seal> SEALS = new LinkedHashMap<>();
  static final Map<String, Boolean> YES_NO = new LinkedHashMap<>();

  /** Channels, outlets, integrators, officers, rules: what we call things by. */
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  static {
    Stream.of(Form.values()).forEach(form -> FORMS.put(form.word(), form));
    Stream.of(Zone.values()).forEach(zone -> ZONES.put(zone.word(), zone));
    Stream.of(ChannelKind.values())
        .forEach(kind -> KINDS.put(kind.name().toLowerCase(Locale.ROOT), kind));
    Stream.of(UnreadReason.values()).forEach(reason -> UNREAD.put(reason.word(), reason));
    Stream.of(DayOfWeek.values())
        .forEach(day -> DAYS.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day));
    Stream.of("OPEN", "HELD", "CLASSIFIED", "SPILL").forEach(word -> OUTCOMES.put(word, word));
    Stream.of(Duty.values())
        .forEach(duty -> DUTIES.put(duty.name().toLowerCase(Locale.ROOT).replace('_', '-'), duty));
    Stream.of(Start.values())
        .forEach(start -> STARTS.put(start.name().toLowerCase(Locale.ROOT), start));
    Stream.of("source", "not-yet", "expired", "stale", "label", "parts", "template", "cap")
        .forEach(word -> ORDER_REASONS.put(word, word));
    Stream.of(PartFacts.Seal.values())
        .forEach(seal -> SEALS.put(seal.name().toLowerCase(Locale.ROOT), seal));
    YES_NO.put("true", true);
    YES_NO.put("false", false);
  }

  private Words() {}

  private static <E extends Enum<E>> Map<String, E> byName(E[] values) {
    Map<String, E> map = new LinkedHashMap<>();
    Stream.of(values).forEach(value -> map.put(value.name(), value));
    return map;
  }
}
