package org.sanwei.gateway.wiring;

/** Told what a start is busy with, so that nobody looks at a silent screen. */
@FunctionalInterface
public interface Progress {
  /** One line, in both languages. */
  void at(String chinese, String english);
}
