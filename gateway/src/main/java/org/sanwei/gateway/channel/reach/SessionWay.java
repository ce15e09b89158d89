package org.sanwei.gateway.channel.reach;

import java.util.function.Supplier;

/**
 * Texts over an outlet's sessions with an SMS centre. Whether the centre passes on what phones send
 * cannot be tried from here: a probe proves the session and says so.
 */
final class SessionWay implements Way {
  private final String outlet;
  private final Supplier<Ways.Answer> link;

  SessionWay(String outlet, Supplier<Ways.Answer> link) {
    this.outlet = outlet;
    this.link = link;
  }

  @Override
  public Checked check() {
    return switch (link.get()) {
      case ANSWERS -> new Checked.Good("session-answers", outlet);
      case SILENT -> new Checked.Bad("no-answer", outlet, "enquire_link");
      case NOT_BOUND -> new Checked.Bad("not-bound", outlet, "");
    };
  }

  @Override
  public Fed feed(ProbeMessage probe) {
    return link.get() == Ways.Answer.ANSWERS
        ? new Fed.Unprovable("sms-session-only")
        : new Fed.Failed("not-bound");
  }
}
