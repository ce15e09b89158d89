package org.sanwei.gateway.people;

import java.security.Principal;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A person whose password was right. Authorities are the names of the acts their post allows.
 * Controllers take it as a parameter and read {@link #person()}.
 */
public final class SignedIn extends AbstractAuthenticationToken implements Principal {
  private static final long serialVersionUID = 1L;

  private final Person person;

  public SignedIn(Person person) {
    super(
        Permissions.of(person.role()).stream()
            .map(act -> new SimpleGrantedAuthority(act.name()))
            .toList());
    this.person = person;
    setAuthenticated(true);
  }

  /** Who it is. */
  public Person person() {
    return person;
  }

  @Override
  public Object getCredentials() {
    return List.of();
  }

  @Override
  public Object getPrincipal() {
    return person;
  }

  @Override
  public String getName() {
    return person.login();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedIn that && person.equals(that.person);
  }

  @Override
  public int hashCode() {
    return person.hashCode();
  }

  @Override
  public String toString() {
    return "SignedIn[" + person + "]";
  }
}
