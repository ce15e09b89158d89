package org.sanwei.routes.release;

import java.io.IOException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;

/** A session that can be asked for an enquire_link at any moment, not only by its timer. */
final class EnquiringSession extends SMPPSession {
  EnquiringSession() {}

  EnquiringSession(ConnectionFactory connections) {
    super(connections);
  }

  /** Waits for the centre's answer, for as long as it may take to answer anything. */
  boolean enquire() {
    try {
      sendEnquireLink();
      return true;
    } catch (ResponseTimeoutException | InvalidResponseException | IOException e) {
      return false;
    }
  }
}
