package org.sanwei.gateway.channel.reach;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.sanwei.config.policy.OutletConfig;

/**
 * The ways out of gateway.yaml, tried without sending anybody anything: a session must answer
 * enquire_link, WeCom must give a token. Safe from many threads.
 */
public final class Outlets implements Places {
  private final Map<String, OutletConfig> outlets;
  private final Ways.Sessions sessions;
  private final Supplier<Optional<String>> token;

  /**
   * @param token why WeCom gives none, in a stable word; empty when it does
   */
  public Outlets(
      Map<String, OutletConfig> outlets, Ways.Sessions sessions, Supplier<Optional<String>> token) {
    this.outlets = new TreeMap<>(outlets);
    this.sessions = sessions;
    this.token = token;
  }

  @Override
  public Set<String> names() {
    return outlets.keySet();
  }

  @Override
  public Checked check(String name) {
    OutletConfig outlet = Objects.requireNonNull(outlets.get(name), "outlet");
    if (outlet instanceof OutletConfig.Wecom wecom) {
      return wecom(wecom.baseUrl().getHost());
    }
    return new SessionWay(name, sessions).check();
  }

  private Checked wecom(String host) {
    Optional<String> refusal = token.get();
    if (refusal.isEmpty()) {
      return new Checked.Good("token-given", host);
    }
    String word = refusal.get();
    boolean answered =
        word.startsWith("wecom-") && Character.isDigit(word.charAt(word.length() - 1));
    return new Checked.Bad(answered ? "token-refused" : "no-answer", host, word);
  }
}
