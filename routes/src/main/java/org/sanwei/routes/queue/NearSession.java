package org.sanwei.routes.queue;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.client.impl.ClientSessionInternal;
import org.apache.activemq.artemis.core.io.IOCallback;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.paging.PagingManager;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.jms.client.ActiveMQSession;
import org.messaginghub.pooled.jms.JmsPoolSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's session with a broker in the same process, seen from the broker's side. What is put
 * here passes the same account, the same rights and the same guards as a packet of that client, and
 * no packet is made of it: of the five threads that a put by packets wakes in turn, three are left.
 * For one thread at a time, and never while the client's side has a transaction open.
 */
final class NearSession {
  /**
   * Less than what a client calls a large message, which the broker keeps in a file of its own
   * (ActiveMQClient.DEFAULT_MIN_LARGE_MESSAGE_SIZE), with its properties.
   */
  static final int MOST_BYTES = 90 * 1024;

  /** As long as a client waits for an answer (ActiveMQClient.DEFAULT_CALL_TIMEOUT). */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(NearSession.class);
  private static final byte ORDINARY_PRIORITY = 4;
  private static final int HEAD_BYTES = 256;
  private static final int PROPERTY_BYTES = 16;

  private final ActiveMQServer broker;
  private final String name;
  private final ServerSession session;
  private final StorageManager storage;
  private final PagingManager paging;

  /** Of its own: what becomes of a packet's work in this session is none of a put's business. */
  private final OperationContext context;

  private NearSession(ActiveMQServer broker, String name, ServerSession session) {
    this.broker = broker;
    this.name = name;
    this.session = session;
    this.storage = broker.getStorageManager();
    this.paging = broker.getPagingManager();
    this.context = storage.newContext(broker.getExecutorFactory().getExecutor());
  }

  /**
   * @throws JMSException when the session is none of this broker's
   */
  static NearSession of(ActiveMQServer broker, Session client) throws JMSException {
    Session inner = client instanceof JmsPoolSession pooled ? pooled.getInternalSession() : client;
    String name = ((ClientSessionInternal) ((ActiveMQSession) inner).getCoreSession()).getName();
    ServerSession session = broker.getSessionByID(name);
    if (session == null) {
      throw new JMSException("the broker in this process has no such session");
    }
    return new NearSession(broker, name, session);
  }

  /**
   * To be asked before any put, by packets too: with the disk full a client would wait without an
   * end.
   *
   * @throws JMSException when nothing can be put now; the session is of no more use then
   */
  void check() throws JMSException {
    if (Thread.currentThread().isInterrupted()) {
      // An interrupt while the broker opens a file in this thread would end the broker.
      throw new JMSException("interrupted before a put");
    }
    if (broker.getSessionByID(name) != session) {
      throw new JMSException("the broker has closed the session");
    }
    if (paging.isDiskFull()) {
      throw new JMSException("the broker's disk is full");
    }
  }

  /**
   * Whether none of them is a large one, and none goes to an address that pages: a sender waits
   * without a limit for the writer of pages there, and a client only so long.
   *
   * @throws JMSException when the broker cannot say
   */
  boolean takes(List<SealedBody> bodies) throws JMSException {
    try {
      for (SealedBody body : bodies) {
        if (body.bytes().length > MOST_BYTES
            || paging.getPageStore(SimpleString.of(body.address())).isPaging()) {
          return false;
        }
      }
      return true;
    } catch (Exception e) {
      throw refused(e);
    }
  }

  /**
   * All of them in one transaction, on the disk when this returns. The transaction is the put's own
   * and not the session's, which the broker exchanges for a new one when somebody closes the
   * session in the middle.
   *
   * @throws JMSException when the broker did not confirm it; the session is of no more use then
   */
  void put(List<SealedBody> bodies) throws JMSException {
    CompletableFuture<Void> written = new CompletableFuture<>();
    Transaction transaction = session.newTransaction();
    boolean committed = false;
    storage.setContext(context);
    try {
      for (SealedBody body : bodies) {
        RoutingStatus status = session.send(transaction, message(body), false, null, true);
        if (status != RoutingStatus.OK) {
          throw new JMSException("the broker has no queue for it: " + status);
        }
      }
      transaction.commit();
      committed = true;
      context.executeOnCompletion(new Written(written));
    } catch (Exception e) {
      throw refused(e);
    } finally {
      try {
        if (!committed) {
          rollback(transaction);
        }
      } finally {
        storage.clearContext();
      }
    }
    await(written);
  }

  private static ICoreMessage message(SealedBody body) {
    CoreMessage message = new CoreMessage(0, body.bytes().length + headBytes(body));
    message.setType(Message.BYTES_TYPE);
    message.setDurable(true);
    message.setPriority(ORDINARY_PRIORITY);
    message.setAddress(SimpleString.of(body.address()));
    message.setRoutingType(RoutingType.ANYCAST);
    for (Map.Entry<String, String> property : body.properties().entrySet()) {
      message.putStringProperty(property.getKey(), property.getValue());
    }
    message.getBodyBuffer().writeBytes(body.bytes());
    return message;
  }

  /** A buffer that grows doubles, and stays so large for as long as the message waits. */
  private static int headBytes(SealedBody body) {
    int characters = body.address().length();
    for (Map.Entry<String, String> property : body.properties().entrySet()) {
      characters += property.getKey().length() + property.getValue().length() + PROPERTY_BYTES;
    }
    return HEAD_BYTES + Character.BYTES * characters;
  }

  private static void rollback(Transaction transaction) {
    try {
      transaction.rollback();
    } catch (Exception e) {
      LOG.debug("a put was not rolled back: {}", e.getClass().getName());
    }
  }

  private static void await(CompletableFuture<Void> written) throws JMSException {
    try {
      written.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw refused(e);
    } catch (TimeoutException e) {
      throw refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(e);
    }
  }

  private static JMSException refused(Exception why) {
    JMSException e = new JMSException("the broker did not confirm a put");
    e.initCause(why);
    return e;
  }

  /** Called on one of the broker's threads. */
  private record Written(CompletableFuture<Void> written) implements IOCallback {
    @Override
    public void done() {
      written.complete(null);
    }

    @Override
    public void onError(int errorCode, String errorMessage) {
      ActiveMQException e = ActiveMQExceptionType.createException(errorCode, errorMessage);
      written.completeExceptionally(e);
    }
  }
}
