package org.sanwei.config.judge;

import org.sanwei.config.policy.UnreadReason;

/**
 * A part that nobody could read, and why. {@code part} is a position such as {@code 2} or {@code
 * 2/1}, never a file name, so that it may stand in the clear on a card.
 */
public record Unread(String part, UnreadReason why) {}
