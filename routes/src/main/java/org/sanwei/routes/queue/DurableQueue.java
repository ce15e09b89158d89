package org.sanwei.routes.queue;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts sealed bodies onto the broker: all of them in one transaction, or none. Returns after the
 * journal is on the disk. The connection factory must be a pool. Safe from many threads; each has a
 * {@link Lane} of its own meanwhile, and a put asks the broker once, for the commit.
 */
public final class DurableQueue {
  private static final Logger LOG = LoggerFactory.getLogger(DurableQueue.class);

  /** More would share the same flush and gain nothing; whoever comes then waits. */
  static final int MOST_LANES = 96;

  /** How long somebody waits for a session before the broker counts as unavailable. */
  public static final Duration PATIENCE = Duration.ofSeconds(20);

  private final GenericObjectPool<Lane> lanes;

  /** By packets, as a client of any broker does. */
  public DurableQueue(ConnectionFactory pool) {
    this(pool, null, PATIENCE);
  }

  /**
   * To a broker in this process, which is what {@code pool} leads to: a put of few bytes is written
   * by the thread that asks for it, in its session ({@link NearSession}).
   */
  public DurableQueue(ConnectionFactory pool, ActiveMQServer broker) {
    this(pool, broker, PATIENCE);
  }

  DurableQueue(ConnectionFactory pool, @Nullable ActiveMQServer broker, Duration patience) {
    GenericObjectPoolConfig<Lane> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(MOST_LANES);
    config.setMaxIdle(MOST_LANES);
    config.setMaxWait(patience);
    config.setJmxEnabled(false);
    lanes = new GenericObjectPool<>(new Lanes(pool, broker), config);
  }

  /**
   * @throws BrokerUnavailable when the broker did not confirm the commit; the caller must not
   *     acknowledge its source. (Should the commit have been written and only its answer lost, the
   *     source offers the message again, and the register knows the id.)
   */
  public void put(List<SealedBody> bodies) {
    Lane lane = borrow();
    boolean whole = false;
    try {
      lane.put(bodies);
      whole = true;
    } catch (JMSException e) {
      throw new BrokerUnavailable(e);
    } finally {
      if (whole) {
        lanes.returnObject(lane);
      } else {
        drop(lane);
      }
    }
  }

  /**
   * Begins a put of bodies that are not all at hand yet; it keeps its {@link Lane} until it is
   * closed.
   *
   * @throws BrokerUnavailable when the broker cannot be reached
   */
  public OpenPut open() {
    Lane lane = borrow();
    return new OpenPut(
        lane,
        usable -> {
          if (usable) {
            lanes.returnObject(lane);
          } else {
            drop(lane);
          }
        });
  }

  private Lane borrow() {
    try {
      return lanes.borrowObject();
    } catch (JMSException e) {
      throw new BrokerUnavailable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerUnavailable(new JMSException("interrupted while waiting for a session"));
    } catch (NoSuchElementException e) {
      throw new BrokerUnavailable(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("no session with the broker: " + e.getClass().getName());
    }
  }

  /** What failed one lane has failed those that rest: the next put begins with a new one. */
  private void drop(Lane lane) {
    // An interrupted client does not speak with the broker, and its session would never end.
    boolean interrupted = Thread.interrupted();
    try {
      lanes.invalidateObject(lane);
    } catch (Exception e) {
      LOG.debug("a session with the broker was not closed: {}", e.getClass().getName());
    }
    lanes.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static BytesMessage message(Session session, SealedBody body) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    message.writeBytes(body.bytes());
    for (Map.Entry<String, String> property : body.properties().entrySet()) {
      message.setStringProperty(property.getKey(), property.getValue());
    }
    return message;
  }

  private static final class Lanes extends BasePooledObjectFactory<Lane> {
    private final ConnectionFactory pool;
    private final @Nullable ActiveMQServer broker;

    Lanes(ConnectionFactory pool, @Nullable ActiveMQServer broker) {
      this.pool = pool;
      this.broker = broker;
    }

    @Override
    public Lane create() throws JMSException {
      return Lane.open(pool.createConnection(), broker);
    }

    @Override
    public PooledObject<Lane> wrap(Lane lane) {
      return new DefaultPooledObject<>(lane);
    }

    @Override
    public void destroyObject(PooledObject<Lane> lane) throws JMSException {
      lane.getObject().close();
    }
  }
}
