package org.sanwei.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.SignedIn;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its {@link Frame}. */
@ControllerAdvice(annotations = Controller.class)
public final class FrameAdvice {
  private final DeskSettings desk;
  private final Clock clock;
  private final List<NavEntry> entries;
  private final Notices notices;

  /**
   * @param notices shown to those who may look at channels
   */
  public FrameAdvice(DeskSettings desk, Clock clock, List<NavEntry> entries, Notices notices) {
    this.desk = desk;
    this.clock = clock;
    this.entries = List.copyOf(entries);
    this.notices = notices;
  }

  /** The frame for whoever asks. */
  @ModelAttribute("frame")
  public Frame frame(@Nullable Authentication who, HttpServletRequest request, Locale locale) {
    Person person = who instanceof SignedIn signedIn ? signedIn.person() : null;
    List<NavEntry> shown =
        person == null
            ? List.of()
            : entries.stream().filter(entry -> person.may(entry.act())).toList();
    boolean told = person != null && person.may(Act.READ_CHANNELS);
    return new Frame(
        desk,
        person,
        shown,
        clock.instant(),
        request.getRequestURI(),
        locale,
        told ? notices.now() : List.of());
  }
}
