package org.sanwei.routes.guard;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Puts {@link FirstBytes} before the broker's own handler in each accepted connection. The broker
 * offers no place for it: Netty finds this class by the service file of its parent, once {@link
 * #arm} was called.
 */
public final class FirstBytesAtEveryDoor extends ChannelInitializerExtension {
  private static final String BROKERS = "org.apache.activemq.artemis.core.protocol.";

  /** For Netty's service loader. */
  public FirstBytesAtEveryDoor() {}

  /** Before anything of this process opens a port through Netty. */
  public static void arm() {
    System.setProperty(EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel accepted) {
    accepted.pipeline().addLast(new Placing());
  }

  /** Netty adds it after the broker's initializer has run, so the broker's handlers are there. */
  private static final class Placing extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext added) {
      ChannelHandlerContext brokers = null;
      for (var each : added.pipeline()) {
        if (isBrokers(each.getValue())) {
          brokers = added.pipeline().context(each.getValue());
        }
      }
      if (brokers != null) {
        added.pipeline().addBefore(brokers.name(), FirstBytes.class.getName(), new FirstBytes());
      }
      added.pipeline().remove(this);
    }

    private static boolean isBrokers(ChannelHandler handler) {
      return handler.getClass().getName().startsWith(BROKERS);
    }
  }
}
