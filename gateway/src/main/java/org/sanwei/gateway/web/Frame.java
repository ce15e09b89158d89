package org.sanwei.gateway.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.people.Person;

/**
 * What templates/frame.html shows round a page: the model attribute {@code frame}. {@code person}
 * is null before log-in; {@code now} is the trade zone's date, weekday and minute.
 */
public record Frame(
    DeskSettings desk, @Nullable Person person, List<NavEntry> entries, String now) {}
