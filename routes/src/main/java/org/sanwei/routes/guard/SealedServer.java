package org.sanwei.routes.guard;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * The broker, with a store that makes no file of a body before the plug-ins have been asked (see
 * {@link SealedStore}).
 */
public final class SealedServer extends ActiveMQServerImpl {

  public SealedServer(Configuration configuration, ActiveMQSecurityManager security) {
    super(configuration, security);
  }

  @Override
  protected StorageManager createStorageManager() {
    SealedStore store =
        new SealedStore(
            getConfiguration(),
            getCriticalAnalyzer(),
            executorFactory,
            scheduledPool,
            ioExecutorFactory,
            ioCriticalErrorListener);
    getCriticalAnalyzer().add(store);
    return store;
  }
}
