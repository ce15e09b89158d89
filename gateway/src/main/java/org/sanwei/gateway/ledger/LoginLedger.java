package org.sanwei.gateway.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sanwei.gateway.people.LoginWitness;
import org.sanwei.gateway.people.Person;
import org.sanwei.routes.message.LedgerEvent.Step;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes log-ins to the ledger. A login that nobody has is written as a keyed hash under a key of
 * this run: a password typed into the wrong field must not stand in the ledger, guessable, for
 * good. Log-ins at the interface, checked with every request, are written once an hour for each
 * person and address; the memory for that is bounded.
 */
public final class LoginLedger implements LoginWitness {
  private static final Duration INTERFACE_EVERY = Duration.ofHours(1);
  private static final int REMEMBERED = 1_000;

  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final SecretKeySpec key;
  private final Map<String, Instant> lately =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** {@code key}: 16 or more random bytes, new for each run. */
  public LoginLedger(Ledger ledger, TransactionTemplate transaction, Clock clock, byte[] key) {
    this.ledger = ledger;
    this.transaction = transaction;
    this.clock = clock;
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  @Override
  public void accepted(Person person, Door door, String address) {
    if (door == Door.PAGE || notLately(person.id(), address)) {
      append(Step.LOGGED_IN, person.actor(), door, address);
    }
  }

  @Override
  public void refused(Person person, Door door, String address) {
    append(Step.LOGIN_REFUSED, person.actor(), door, address);
  }

  @Override
  public void refusedUnknown(String login, Door door, String address) {
    append(Step.LOGIN_REFUSED, "unknown/" + hash(login), door, address);
  }

  private void append(Step step, String actor, Door door, String address) {
    Map<String, String> facts =
        Map.of("door", door.name().toLowerCase(Locale.ROOT), "address", address);
    transaction.executeWithoutResult(status -> ledger.append(step, actor, null, null, null, facts));
  }

  private boolean notLately(UUID person, String address) {
    Instant now = clock.instant();
    synchronized (lately) {
      Instant last = lately.get(person + " " + address);
      boolean due = last == null || last.plus(INTERFACE_EVERY).isBefore(now);
      if (due) {
        lately.put(person + " " + address, now);
      }
      return due;
    }
  }

  private String hash(String login) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] sum = mac.doFinal(login.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
