package org.sanwei.gateway.channel.reach;

/** One channel as seen from outside. Calls end within seconds, by time-outs of their own. */
interface Way {
  /** Whether it answers; changes nothing that a sender put there. */
  Checked check();

  /** Hands a probe over as a sender would. */
  Fed feed(ProbeMessage probe);
}
