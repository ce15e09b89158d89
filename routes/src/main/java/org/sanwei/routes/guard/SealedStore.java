package org.sanwei.routes.guard;

import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.io.IOCriticalErrorListener;
import org.apache.activemq.artemis.core.persistence.impl.journal.JournalStorageManager;
import org.apache.activemq.artemis.core.persistence.impl.journal.LargeServerMessageImpl;
import org.apache.activemq.artemis.core.protocol.core.ServerSessionPacketHandler;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.utils.ExecutorFactory;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzer;

/**
 * A journal that puts no body into a file of its own for a client off this machine. Artemis would
 * do that in two ways before any plug-in sees the message: when it does not fit the journal's
 * buffer, and when the client says that it is large (AMQP frames, or CORE messages inside AMQP). A
 * body that slips past the guard and is too large for a record makes its send fail.
 */
final class SealedStore extends JournalStorageManager {
  private static final StackWalker CALLERS =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** The gateway's own clients, which come in the VM only; copies of what is stored; our seal. */
  private static final Set<Class<?>> MAY_MAKE_FILES =
      Set.of(ServerSessionPacketHandler.class, LargeServerMessageImpl.class, SealedSend.class);

  SealedStore(
      Configuration configuration,
      CriticalAnalyzer analyzer,
      ExecutorFactory executors,
      ScheduledExecutorService scheduled,
      ExecutorFactory ioExecutors,
      IOCriticalErrorListener onError) {
    super(configuration, analyzer, executors, scheduled, ioExecutors, onError);
  }

  /** So that no message is ever made a large one on its way to the plug-ins. */
  @Override
  public long getMaxRecordSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public LargeServerMessage createCoreLargeMessage(long id, Message message) throws Exception {
    if (!MAY_MAKE_FILES.contains(CALLERS.getCallerClass())) {
      throw new ActiveMQSecurityException("refused: large messages are not taken here");
    }
    return super.createCoreLargeMessage(id, message);
  }

  @Override
  public LargeServerMessage onLargeMessageCreate(long id, LargeServerMessage message)
      throws Exception {
    boolean core = message instanceof LargeServerMessageImpl;
    if (!core || message.toMessage().getEncodeSize() > super.getMaxRecordSize()) {
      throw new ActiveMQException("refused: large messages are not taken here");
    }
    return super.onLargeMessageCreate(id, message);
  }
}
