package org.sanwei.gateway.wiring;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.channel.reach.Fed;
import org.sanwei.gateway.channel.reach.ProbeMessage;
import org.sanwei.gateway.channel.reach.Ways;
import org.sanwei.routes.release.SmppOutlet;

/** The SMS outlet's sessions for tests and probes, and in the sandbox a phone that sends texts. */
final class SmsSessions implements Ways.Sessions {
  private final SmppOutlet sms;
  private volatile @Nullable Phone phone;

  /** Sends a text to the office's number, and returns once it was acknowledged. */
  interface Phone {
    void text(String from, String to, String text) throws IOException;
  }

  SmsSessions(SmppOutlet sms) {
    this.sms = sms;
  }

  /** From now on texts may be probed to their places: the SMS centre is ours. */
  void probeFrom(Phone ours) {
    phone = ours;
  }

  @Override
  public Ways.Answer apply(String outlet) {
    if (!sms.name().value().equals(outlet) || !sms.bound()) {
      return Ways.Answer.NOT_BOUND;
    }
    return sms.answers() ? Ways.Answer.ANSWERS : Ways.Answer.SILENT;
  }

  @Override
  public Fed feed(String outlet, ProbeMessage probe) {
    Phone ours = phone;
    if (ours == null) {
      return Ways.Sessions.super.feed(outlet, probe);
    }
    try {
      ours.text(ProbeMessage.PHONE, ProbeMessage.OFFICE_NUMBER, probe.text());
      return new Fed.Sent();
    } catch (IOException e) {
      return new Fed.Failed("no-answer");
    }
  }
}
