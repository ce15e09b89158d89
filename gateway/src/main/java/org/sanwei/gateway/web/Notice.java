package org.sanwei.gateway.web;

/**
 * Something that everybody at a desk should know, whatever page they look at.
 *
 * @param key of the message that says it; its one argument is {@code about}
 * @param href where more of it stands
 */
public record Notice(String key, String about, String href) {}
