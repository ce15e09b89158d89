package org.sanwei.config.prove;

/**
 * One thing that differs, in a few words of either language. Words of policies stand in it, and
 * nothing else does.
 */
public record Edit(Direction direction, String chinese, String english) {}
