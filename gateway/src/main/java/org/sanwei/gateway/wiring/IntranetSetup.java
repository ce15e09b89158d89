package org.sanwei.gateway.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelConfig.Broker;
import org.sanwei.config.policy.ChannelConfig.Integrator;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;
import org.sanwei.routes.intranet.IntranetIntake;

/** Makes of gateway.yaml who may send from the intranet, and by which ports. */
final class IntranetSetup {
  private static final String OURS = "gateway";
  private static final Duration TRANSACTION_WITHIN = Duration.ofMinutes(2);

  private IntranetSetup() {}

  static IntranetIntake intake(GatewayConfig config, Clock clock, RefusalListener refusals) {
    Map<String, String> channelOf = new HashMap<>();
    for (ChannelConfig channel : config.channels().values()) {
      if (channel.source() instanceof Broker broker) {
        broker.integrators().forEach(account -> channelOf.put(account, channel.name()));
      }
    }
    return new IntranetIntake(
        channelOf, config.limits().bodyBytes(), TRANSACTION_WITHIN, clock, refusals);
  }

  /**
   * @throws StartRefused when an integrator has the name of another account of the broker
   */
  static IntranetDoor door(GatewayConfig config, Set<String> officers, IntranetIntake intake) {
    IntranetDoors doors = config.intranet();
    if (doors == null) {
      throw new IllegalArgumentException("gateway.yaml names no intranet ports");
    }
    Map<String, String> passwords = new HashMap<>();
    for (String account : new TreeSet<>(intake.accounts())) {
      if (officers.contains(account) || account.equals(OURS)) {
        throw new StartRefused(
            "integrator '" + account + "' has the name of another account of the broker",
            "give it another name under integrators: in gateway.yaml");
      }
      Integrator integrator = config.integrators().get(account);
      if (integrator != null) {
        passwords.put(account, integrator.secret().revealText());
      }
    }
    return new IntranetDoor(doors, passwords, config.limits().bodyBytes(), intake);
  }
}
