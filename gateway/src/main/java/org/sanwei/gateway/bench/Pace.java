package org.sanwei.gateway.bench;

/**
 * How something went in one round.
 *
 * @param count how often it was done
 * @param perSecond how often a second it was done
 * @param processorMillis what one of them cost all processors together, with whatever the process
 *     did beside it: garbage collection and compilation too
 */
record Pace(int count, double perSecond, double processorMillis) {}
