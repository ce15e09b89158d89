package org.sanwei.gateway.web;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its {@link Frame}. */
@ControllerAdvice(annotations = Controller.class)
public final class FrameAdvice {
  private static final DateTimeFormatter CHINESE =
      DateTimeFormatter.ofPattern("M月d日 EEE HH:mm", Locale.SIMPLIFIED_CHINESE);
  private static final DateTimeFormatter ENGLISH =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final DeskSettings desk;
  private final Clock clock;
  private final List<NavEntry> entries;

  public FrameAdvice(DeskSettings desk, Clock clock, List<NavEntry> entries) {
    this.desk = desk;
    this.clock = clock;
    this.entries = List.copyOf(entries);
  }

  /** The frame for whoever asks. */
  @ModelAttribute("frame")
  public Frame frame(@Nullable Authentication who) {
    Person person = who instanceof SignedIn signedIn ? signedIn.person() : null;
    boolean english = LocaleContextHolder.getLocale().getLanguage().equals("en");
    String now =
        ZonedDateTime.ofInstant(clock.instant(), desk.zone()).format(english ? ENGLISH : CHINESE);
    List<NavEntry> shown =
        person == null
            ? List.of()
            : entries.stream().filter(entry -> person.may(entry.act())).toList();
    return new Frame(desk, person, shown, now);
  }
}
