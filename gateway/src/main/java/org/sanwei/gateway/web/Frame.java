package org.sanwei.gateway.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Person;

/**
 * What templates/frame.html shows round a page, and how every page shows times: the model attribute
 * {@code frame}. {@code person} is null before log-in; {@code path} is the page's own address
 * without its query; {@code locale} is the reader's; {@code notices} is empty before log-in.
 */
public record Frame(
    DeskSettings desk,
    @Nullable Person person,
    List<NavEntry> entries,
    Instant now,
    String path,
    Locale locale,
    List<Notice> notices) {
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("M月d日 EEE HH:mm", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter THIS_YEAR = DateTimeFormatter.ofPattern("MM-dd HH:mm");
  private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Whether the reader may do this; false before log-in. */
  public boolean may(Act act) {
    return person != null && person.may(act);
  }

  /** The date, weekday and minute now, as a clock on the wall says it. */
  public String wall() {
    return trade(now).format(locale.getLanguage().equals("en") ? ENGLISH : CHINESE);
  }

  /** An instant to the minute, in the trade zone, with as much of the date as is needed. */
  public String at(Instant at) {
    LocalDate today = trade(now).toLocalDate();
    LocalDate day = trade(at).toLocalDate();
    if (day.equals(today)) {
      return trade(at).format(TODAY);
    }
    return trade(at).format(day.getYear() == today.getYear() ? THIS_YEAR : FULL);
  }

  /** An instant to the second, with its date, in the trade zone. */
  public String exactly(Instant at) {
    return trade(at).format(SECOND);
  }

  private ZonedDateTime trade(Instant at) {
    return ZonedDateTime.ofInstant(at, desk.zone());
  }
}
