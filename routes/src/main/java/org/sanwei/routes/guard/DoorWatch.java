package org.sanwei.routes.guard;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrame;
import org.apache.activemq.artemis.core.protocol.stomp.StompFrameInterceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnection;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerConnectionPlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerSessionPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.guard.CipherAddressGuard.RefusalListener;

/**
 * Puts a {@link DoorGate} before every connection from outside the process, since the broker
 * gathers a message of any length, of anybody, before it asks a plug-in. It is a plug-in and, for
 * STOMP, which makes no session at a log-in, an interceptor of what the broker answers.
 */
public final class DoorWatch
    implements ActiveMQServerConnectionPlugin,
        ActiveMQServerSessionPlugin,
        ActiveMQServerMessagePlugin,
        StompFrameInterceptor {
  private final DoorLimits limits;
  private final Room room;
  private final RefusalListener refusals;
  private final Map<Object, DoorGate> gates = new ConcurrentHashMap<>();
  private final Map<String, Integer> ofAddress = new ConcurrentHashMap<>();

  public DoorWatch(DoorLimits limits, Room room, RefusalListener refusals) {
    this.limits = limits;
    this.room = room;
    this.refusals = refusals;
  }

  @Override
  public void afterCreateConnection(RemotingConnection connection) {
    if (connection.getTransportConnection() instanceof NettyConnection netty) {
      String client = client(netty);
      boolean tooMany = ofAddress.merge(client, 1, Integer::sum) > limits.perAddress();
      DoorGate gate = new DoorGate(limits, room, this::refused, System::nanoTime);
      gates.put(connection.getID(), gate);
      netty.getNettyChannel().closeFuture().addListener(closed -> gone(connection.getID(), client));
      netty.getNettyChannel().pipeline().addFirst(DoorGate.class.getName(), gate);
      if (tooMany) {
        gate.refuse("too-many-connections");
      }
    }
  }

  private void gone(Object id, String client) {
    gates.remove(id);
    ofAddress.computeIfPresent(client, (same, n) -> n > 1 ? n - 1 : null);
  }

  /** A session is made for accounts that have logged in only. */
  @Override
  public void afterCreateSession(ServerSession session) {
    loggedIn(session.getRemotingConnection());
  }

  @Override
  public boolean intercept(StompFrame frame, RemotingConnection connection) {
    if ("CONNECTED".equals(frame.getCommand())) {
      loggedIn(connection);
    }
    return true;
  }

  @Override
  public void beforeSend(
      ServerSession session,
      @Nullable Transaction tx,
      Message message,
      boolean direct,
      boolean noAutoCreateQueue) {
    RemotingConnection connection = session == null ? null : session.getRemotingConnection();
    DoorGate gate = connection == null ? null : gates.get(connection.getID());
    if (gate != null) {
      gate.whole(message.getEncodeSize());
    }
  }

  private void loggedIn(@Nullable RemotingConnection connection) {
    DoorGate gate = connection == null ? null : gates.get(connection.getID());
    if (gate != null) {
      gate.loggedIn();
    }
  }

  private void refused(String reason) {
    refusals.refused(Map.of("address", "another address", "reason", reason, "account", ""));
  }

  private static String client(NettyConnection netty) {
    return host(netty.getNettyChannel().remoteAddress())
        + ">"
        + port(netty.getNettyChannel().localAddress());
  }

  private static String host(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet && inet.getAddress() != null
        ? inet.getAddress().getHostAddress()
        : "";
  }

  private static int port(@Nullable SocketAddress address) {
    return address instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }
}
