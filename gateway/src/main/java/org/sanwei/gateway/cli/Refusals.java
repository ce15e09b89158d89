package org.sanwei.gateway.cli;

import java.io.PrintWriter;
import org.sanwei.gateway.cipherdesk.CipherDeskTrouble;
import org.sanwei.gateway.wiring.StartRefused;

/**
 * How a command that cannot go on says so: what, where, mend; never a stack trace, never content.
 */
final class Refusals {
  private Refusals() {}

  static int print(Throwable thrown, PrintWriter err) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof CipherDeskTrouble trouble) {
        return say(err, String.valueOf(trouble.getMessage()), trouble.fix());
      }
      if (cause instanceof StartRefused refused) {
        return say(err, String.valueOf(refused.getMessage()), refused.fix());
      }
    }
    return say(
        err,
        "unexpected " + thrown.getClass().getName(),
        "report it with the log file's lines about it; they hold no content");
  }

  private static int say(PrintWriter err, Object what, String fix) {
    err.println("sanwei: " + what);
    err.println("    fix: " + fix);
    err.flush();
    return 2;
  }
}
