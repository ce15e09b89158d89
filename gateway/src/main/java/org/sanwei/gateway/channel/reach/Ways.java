package org.sanwei.gateway.channel.reach;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.config.policy.GatewayConfig.IntranetDoors;

/**
 * Every channel of gateway.yaml as those see it who send by it. Safe from many threads; each call
 * ends within seconds.
 */
public final class Ways implements Places {
  /** What a session of the outlet with this name answers. */
  public interface Sessions extends Function<String, Answer> {
    /**
     * Has a text sent to this outlet's number, where the SMS centre is one that does so at our word
     * (the sandbox's). A real one does it for phones only, so there the session is all that is
     * proven.
     */
    default Fed feed(String outlet, ProbeMessage probe) {
      return new Fed.Unprovable("sms-session-only");
    }
  }

  /** What an outlet's session with its centre answers to enquire_link. */
  public enum Answer {
    ANSWERS,
    SILENT,
    NOT_BOUND
  }

  private final GatewayConfig config;
  private final OwnPort port;
  private final Sessions sessions;
  private final String intranet;
  private final @Nullable SSLContext tls;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param intranet the broker's address for the intranet
   * @param tls trusts the broker's doors; null when they have no TLS
   */
  public Ways(
      GatewayConfig config,
      OwnPort port,
      Sessions sessions,
      String intranet,
      @Nullable SSLContext tls,
      Clock clock,
      SecureRandom random) {
    this.config = config;
    this.port = port;
    this.sessions = sessions;
    this.intranet = intranet;
    this.tls = tls;
    this.clock = clock;
    this.random = random;
  }

  /** The names of all channels that come by a way that can be looked at: not by people's hands. */
  public Set<String> channels() {
    Set<String> names = new TreeSet<>();
    config
        .channels()
        .forEach(
            (name, channel) -> {
              if (!(channel.source() instanceof ChannelConfig.Slips)) {
                names.add(name);
              }
            });
    return names;
  }

  @Override
  public Set<String> names() {
    return channels();
  }

  /** Whether this channel answers. */
  @Override
  public Checked check(String channel) {
    return way(channel).check();
  }

  /** Hands a probe to this channel as a sender would. */
  public Fed feed(String channel, ProbeMessage probe) {
    return way(channel).feed(probe);
  }

  private Way way(String channel) {
    ChannelConfig named = Objects.requireNonNull(config.channels().get(channel), "channel");
    ChannelConfig.Source source = named.source();
    if (source instanceof ChannelConfig.Imap imap) {
      return new MailboxWay(imap, clock);
    }
    if (source instanceof ChannelConfig.FileDrop drop) {
      return new FolderWay(named.kind(), drop.folder());
    }
    if (source instanceof ChannelConfig.Http http) {
      return new PostWay(named.kind(), integrator(http.integrators()), port, clock, random);
    }
    if (source instanceof ChannelConfig.Smpp smpp) {
      return new SessionWay(smpp.outlet(), sessions);
    }
    if (source instanceof ChannelConfig.Broker broker) {
      IntranetDoors doors = Objects.requireNonNull(config.intranet(), "intranet");
      return new BrokerWay(doors, integrator(broker.integrators()), intranet, tls);
    }
    return Unknown.WAY;
  }

  /** The first by name, so that it is the same one every day. */
  private ChannelConfig.Integrator integrator(Set<String> names) {
    return Objects.requireNonNull(
        config.integrators().get(new TreeSet<>(names).first()), "the loader checks integrators");
  }

  /** A way for which there is no test: said, not guessed. */
  private enum Unknown implements Way {
    WAY;

    @Override
    public Checked check() {
      return new Checked.Bad("no-test", "", "");
    }

    @Override
    public Fed feed(ProbeMessage probe) {
      return new Fed.Unprovable("no-test");
    }
  }
}
