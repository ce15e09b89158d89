package org.sanwei.gateway.wiring;

/** The names of all metrics of our own: dashboards hang on them, so they are fixed here. */
final class MetricNames {
  /** Bodies that rest in sanwei.dead. */
  static final String BROKER_DEAD = "sanwei.broker.dead";

  /** Envelopes of raised items that their lines do not take any more. */
  static final String OUTBOX_STUCK = "sanwei.outbox.stuck";

  /** Messages by channel and what they were first judged to be; probes and repetitions apart. */
  static final String CHANNEL_MESSAGES = "sanwei.channel.messages";

  /** Repetitions by channel. */
  static final String CHANNEL_DUPLICATES = "sanwei.channel.duplicates";

  /** Things that went wrong, by channel. */
  static final String CHANNEL_ERRORS = "sanwei.channel.errors";

  /** Messages that wait to be judged, by channel. */
  static final String CHANNEL_WAITING = "sanwei.channel.waiting";

  /** Seconds for which a channel has been silent while somebody listened. */
  static final String CHANNEL_QUIET = "sanwei.channel.quiet.seconds";

  /** How many seconds it may be at this hour. */
  static final String CHANNEL_QUIET_LIMIT = "sanwei.channel.quiet.limit.seconds";

  /** 1 while the alarm of its silence stands. */
  static final String CHANNEL_SILENT = "sanwei.channel.silent";

  /** 1 when its last connection test went well, 0 when not. */
  static final String CHANNEL_UP = "sanwei.channel.up";

  /** 1 when its newest probes are in their places, 0 when one is not. */
  static final String CHANNEL_PROBE = "sanwei.channel.probe.ok";

  /** 1 when a way out's last connection test went well, 0 when not. */
  static final String OUTLET_UP = "sanwei.outlet.up";

  /** Deliveries that are queued or being sent, by outlet. */
  static final String OUTLET_WAITING = "sanwei.outlet.waiting";

  /** Deliveries of the last 24 hours by outlet and the state they have now. */
  static final String OUTLET_DELIVERIES = "sanwei.outlet.deliveries";

  /** Reader processes that are warm or reading, by pool. */
  static final String READER_CHILDREN = "sanwei.reader.children";

  /** Those that are reading. */
  static final String READER_BUSY = "sanwei.reader.busy";

  /** Messages in hand that wait for a process. */
  static final String READER_WANTED = "sanwei.reader.wanted";

  /** 1 while a process is to be had and nothing waits too long for it, 0 else. */
  static final String READER_OK = "sanwei.reader.ok";

  /** 1 where the system cuts readers off from the network, 0 where it does not. */
  static final String READER_APART = "sanwei.reader.apart";

  /** Reader processes that gave way to fresh ones, by pool and reason. */
  static final String READER_REPLACED = "sanwei.reader.replaced";

  /** Messages with pictures that wait or are being read, by queue. */
  static final String PICTURES_WAITING = "sanwei.pictures.waiting";

  /** How many seconds the oldest of them has been in its queue. */
  static final String PICTURES_OLDEST = "sanwei.pictures.oldest.seconds";

  /** The sequence of the signed policy in force. */
  static final String POLICY_SEQUENCE = "sanwei.policy.sequence";

  /** 1 while something in the policy's directory is not as it should be, 0 else. */
  static final String POLICY_TROUBLE = "sanwei.policy.trouble";

  /** Sends that the route monitor did not let through. */
  static final String ROUTE_VETOES = "sanwei.routes.vetoes";

  /** Copies of what outlets sent that came to none of the integrators' routes. */
  static final String COPIES_LOST = "sanwei.integrators.copies.lost";

  private MetricNames() {}
}
