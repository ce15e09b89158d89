package org.sanwei.routes.release;

import java.util.List;

/** What a contract test asks of the other end of an outlet: a real server on loopback. */
interface Provider extends AutoCloseable {

  /** How it meets the next requests to send. */
  enum Mood {
    TAKES,
    REFUSES_FOR_NOW,
    REFUSES_FOR_GOOD,
    TAKES_AND_HANGS_UP
  }

  void mood(Mood mood);

  /** Every request to send that reached it, whatever it answered. */
  int requests();

  /** Texts as the phone shows them, joined from their parts, in the order they were taken. */
  List<String> phone(String address);

  @Override
  void close();
}
