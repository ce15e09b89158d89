package org.sanwei.routes.guard;

import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQIOErrorException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.message.impl.CoreMessage;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.postoffice.RoutingStatus;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.LargeServerMessage;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.impl.TransactionImpl;
import org.jspecify.annotations.Nullable;
import org.sanwei.routes.queue.SealedBody;

/**
 * Puts sealed bodies onto their queues from inside the broker, in the transaction of the client
 * that sent what they were made of. Called on the broker's threads; does not wait for the disk,
 * since the broker answers the client only after what was written in the same context.
 */
public final class SealedSend {
  /** Above this a body lies in a file of its own, as it does for clients in the VM. */
  private static final int LARGE_BYTES = 100 * 1024;

  private static final int ROOM_FOR_HEADERS = 256;

  private final ActiveMQServer server;

  public SealedSend(ActiveMQServer server) {
    this.server = server;
  }

  /**
   * All of them, or none. With {@code tx} they are there when the client commits; without, when the
   * client's send is answered.
   *
   * @param after called once, when it is decided whether they are there or not
   */
  public void send(List<SealedBody> bodies, @Nullable Transaction tx, Runnable after)
      throws Exception {
    if (tx != null) {
      route(bodies, tx, after);
      return;
    }
    Transaction own = new TransactionImpl(server.getStorageManager());
    try {
      route(bodies, own, after);
      own.commit();
    } catch (Exception e) {
      own.rollback();
      throw e;
    }
  }

  private void route(List<SealedBody> bodies, Transaction tx, Runnable after) throws Exception {
    try {
      for (SealedBody body : bodies) {
        RoutingStatus status = server.getPostOffice().route(message(body), tx, false);
        if (status != RoutingStatus.OK) {
          throw new ActiveMQIOErrorException("not stored: " + status);
        }
      }
    } finally {
      // Behind what was routed: by then the queues count it.
      tx.addOperation(new AfterTransaction(after));
    }
  }

  private Message message(SealedBody body) throws Exception {
    StorageManager store = server.getStorageManager();
    long id = store.generateID();
    boolean large = body.bytes().length > LARGE_BYTES;
    CoreMessage message = new CoreMessage(id, ROOM_FOR_HEADERS + (large ? 0 : body.bytes().length));
    message.setType(Message.BYTES_TYPE);
    message.setDurable(true);
    message.setAddress(SimpleString.of(body.address()));
    message.setRoutingType(RoutingType.ANYCAST);
    for (Map.Entry<String, String> property : body.properties().entrySet()) {
      message.putStringProperty(property.getKey(), property.getValue());
    }
    if (!large) {
      message.getBodyBuffer().writeBytes(body.bytes());
      return message;
    }
    LargeServerMessage file = store.createCoreLargeMessage(id, message);
    try {
      file.addBytes(body.bytes());
      file.releaseResources(true, true);
    } catch (Exception e) {
      file.deleteFile();
      throw e;
    }
    file.toMessage().putLongProperty(Message.HDR_LARGE_BODY_SIZE, body.bytes().length);
    return file.toMessage();
  }
}
