package org.sanwei.gateway.web;

import org.sanwei.gateway.people.Act;

/**
 * One entry of the bar at the top of every page. {@code key} names the page ({@code inbox}) and
 * gives its word in the message bundle ({@code nav.inbox}); shown to those who may do {@code act}.
 */
public record NavEntry(String key, String href, Act act) {}
