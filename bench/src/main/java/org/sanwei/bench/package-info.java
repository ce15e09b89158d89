/**
 * What single steps cost, measured by JMH under the Maven profile {@code bench}: never part of the
 * ordinary build, nor of the jar. Fields are filled by JMH, so nothing here is null-marked. May
 * import what it measures.
 */
package org.sanwei.bench;
