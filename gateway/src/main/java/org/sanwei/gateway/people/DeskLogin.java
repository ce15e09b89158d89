package org.sanwei.gateway.people;

import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.transaction.TransactionException;

/**
 * Checks a login and a password at one door. Wrong ones are counted per login and address, so that
 * a stranger elsewhere cannot lock the desk out, and per address. What a blocked key tries is
 * neither checked nor written down: a flood must not fill the ledger.
 */
public final class DeskLogin implements AuthenticationProvider {
  private final People people;
  private final LoginThrottle perLogin;
  private final LoginThrottle perAddress;
  private final LoginWitness witness;
  private final LoginWitness.Door door;

  public DeskLogin(
      People people,
      LoginThrottle perLogin,
      LoginThrottle perAddress,
      LoginWitness witness,
      LoginWitness.Door door) {
    this.people = people;
    this.perLogin = perLogin;
    this.perAddress = perAddress;
    this.witness = witness;
    this.door = door;
  }

  @Override
  public Authentication authenticate(Authentication tried) {
    String login = tried.getName().strip().toLowerCase(Locale.ROOT);
    String address =
        tried.getDetails() instanceof WebAuthenticationDetails details
            ? String.valueOf(details.getRemoteAddress())
            : "-";
    String key = login + "\n" + address;
    if (perLogin.blocked(key) || perAddress.blocked(address)) {
      throw new LockedException("too many wrong passwords");
    }
    try {
      return check(login, String.valueOf(tried.getCredentials()), address, key);
    } catch (DataAccessException | TransactionException e) {
      throw new AuthenticationServiceException("the database does not answer");
    }
  }

  private SignedIn check(String login, String password, String address, String key) {
    Optional<Person> right =
        people.verify(login, password).filter(person -> person.role() != Role.NONE);
    if (right.isEmpty()) {
      perLogin.failed(key);
      perAddress.failed(address);
      people
          .find(login)
          .ifPresentOrElse(
              known -> witness.refused(known, door, address),
              () -> witness.refusedUnknown(login, door, address));
      throw new BadCredentialsException("wrong login or password");
    }
    perLogin.succeeded(key);
    witness.accepted(right.get(), door, address);
    return new SignedIn(right.get());
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }
}
