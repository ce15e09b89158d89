package org.sanwei.gateway.channel.reach;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** Turns what failed into a stable word; its text, which others chose, goes no further. */
final class Failures {
  private Failures() {}

  static Checked.Bad of(Exception e, String where) {
    return new Checked.Bad(code(e), where, e.getClass().getSimpleName());
  }

  static String code(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof UnknownHostException) {
        return "unknown-host";
      }
      if (at instanceof SSLException) {
        return "tls";
      }
      if (at instanceof SocketTimeoutException) {
        return "no-answer";
      }
      if (at instanceof ConnectException) {
        return "refused";
      }
    }
    return e instanceof IOException ? "connection" : "protocol";
  }
}
