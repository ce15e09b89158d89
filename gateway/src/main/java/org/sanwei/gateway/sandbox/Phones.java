package org.sanwei.gateway.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What the leaders' phones received, the last 2,000 messages, in the order of arrival. In memory
 * only. Safe from any thread.
 */
public final class Phones {
  private static final int KEPT = 2_000;

  /** Which of the two ways it came. */
  public enum Medium {
    SMS,
    WECOM
  }

  /**
   * One message on one phone's screen.
   *
   * @param phone the number for SMS, the WeCom userid for WeCom
   * @param sender the number or the application it came from
   * @param title of a WeCom card; empty otherwise
   */
  public record Received(
      long sequence,
      Medium medium,
      String phone,
      String sender,
      String title,
      String text,
      Instant at) {
    /** Without the words: they are people's. */
    @Override
    public String toString() {
      return "Received[" + sequence + ", " + medium + ", " + at + "]";
    }
  }

  private final PhoneBook book;
  private final Clock clock;
  private final Instant started;
  private final Deque<Received> received = new ArrayDeque<>();
  private long sequence;

  public Phones(PhoneBook book, Clock clock) {
    this.book = book;
    this.clock = clock;
    this.started = clock.instant();
  }

  public PhoneBook book() {
    return book;
  }

  /** Tells one run of the sandbox from another. */
  Instant started() {
    return started;
  }

  /** All that is kept, oldest first. */
  public synchronized List<Received> all() {
    return new ArrayList<>(received);
  }

  /** The SMS that this number received, oldest first. */
  public List<Received> smsOf(String number) {
    String wanted = PhoneBook.withoutCountry(number);
    return all().stream()
        .filter(r -> r.medium() == Medium.SMS)
        .filter(r -> PhoneBook.withoutCountry(r.phone()).equals(wanted))
        .toList();
  }

  /** The WeCom messages that this member received, oldest first. */
  public List<Received> wecomOf(String userId) {
    return all().stream()
        .filter(r -> r.medium() == Medium.WECOM)
        .filter(r -> r.phone().equalsIgnoreCase(userId))
        .toList();
  }

  void sms(String number, String sender, String text) {
    add(Medium.SMS, number, sender, "", text);
  }

  void wecom(String userId, String application, String title, String text) {
    add(Medium.WECOM, userId, application, title, text);
  }

  private synchronized void add(
      Medium medium, String phone, String sender, String title, String text) {
    sequence++;
    received.addLast(new Received(sequence, medium, phone, sender, title, text, clock.instant()));
    if (received.size() > KEPT) {
      received.removeFirst();
    }
  }
}
