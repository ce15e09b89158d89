package org.sanwei.gateway.wiring;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.cluster.ClusterConnection;
import org.apache.activemq.artemis.core.server.metrics.MetricsManager;
import org.apache.activemq.artemis.spi.core.protocol.ProtocolManager;
import org.apache.activemq.artemis.spi.core.remoting.Acceptor;
import org.apache.activemq.artemis.spi.core.remoting.AcceptorFactory;
import org.apache.activemq.artemis.spi.core.remoting.BufferHandler;
import org.apache.activemq.artemis.spi.core.remoting.ServerConnectionLifeCycleListener;

/**
 * The gateway's own door to its broker, {@code vm://0}: a packet is handed to its session by the
 * thread that sends it, and not by one more that has to be woken for it, which took an eighth of
 * what it costs to take a post in. The session works, and answers, in threads of its own as ever.
 * Artemis makes it by its name.
 */
public final class OwnThreadDoor implements AcceptorFactory {
  private final AcceptorFactory ordinary = new InVMAcceptorFactory();

  @Override
  public Acceptor createAcceptor(
      String name,
      ClusterConnection clusterConnection,
      Map<String, Object> configuration,
      BufferHandler handler,
      ServerConnectionLifeCycleListener listener,
      Executor threadPool,
      ScheduledExecutorService scheduledThreadPool,
      Map<String, ProtocolManager> protocols,
      String threadGroup,
      MetricsManager metrics) {
    return ordinary.createAcceptor(
        name,
        clusterConnection,
        configuration,
        handler,
        listener,
        Runnable::run,
        scheduledThreadPool,
        protocols,
        threadGroup,
        metrics);
  }

  @Override
  public boolean supportsRemote() {
    return ordinary.supportsRemote();
  }
}
