package org.sanwei.gateway.channel.reach;

/**
 * Texts over an outlet's sessions with an SMS centre. Whether a real centre passes on what phones
 * send cannot be tried from here: SMPP has no way to make a text come in, and a text sent to our
 * own number would go out first, at the office's expense and under its name. There a probe proves
 * the session and says so; a centre of ours delivers it.
 */
final class SessionWay implements Way {
  private final String outlet;
  private final Ways.Sessions sessions;

  SessionWay(String outlet, Ways.Sessions sessions) {
    this.outlet = outlet;
    this.sessions = sessions;
  }

  @Override
  public Checked check() {
    return switch (sessions.apply(outlet)) {
      case ANSWERS -> new Checked.Good("session-answers", outlet);
      case SILENT -> new Checked.Bad("no-answer", outlet, "enquire_link");
      case NOT_BOUND -> new Checked.Bad("not-bound", outlet, "");
    };
  }

  @Override
  public Fed feed(ProbeMessage probe) {
    return sessions.apply(outlet) == Ways.Answer.ANSWERS
        ? sessions.feed(outlet, probe)
        : new Fed.Failed("not-bound");
  }
}
