package org.sanwei.routes.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stands before the broker's recognition of a protocol, behind TLS, until there is a {@link
 * DoorGate}. The broker would take HTTP at every port and gather a request of any length, and would
 * gather what it does not recognise without end. All fields belong to the channel's thread.
 */
final class FirstBytes extends ChannelInboundHandlerAdapter {
  /** AMQP, STOMP by either of its words, and MQTT's CONNECT. */
  private static final List<byte[]> BEGINNINGS =
      List.of(ascii("AMQP"), ascii("CONNECT"), ascii("STOMP"), new byte[] {0x10});

  private static final int MOST_BYTES = 64 * 1024;

  private static final long PATIENCE_SECONDS = 10;

  private long seen;
  private List<byte[]> possible = BEGINNINGS;

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    added
        .executor()
        .schedule(
            () -> {
              if (!recognised(added)) {
                added.close();
              }
            },
            PATIENCE_SECONDS,
            TimeUnit.SECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object bytes) throws Exception {
    if (recognised(from)) {
      from.pipeline().remove(this);
    } else if (bytes instanceof ByteBuf buffer && !mayGoOn(buffer)) {
      buffer.release();
      from.close();
      return;
    }
    super.channelRead(from, bytes);
  }

  private boolean mayGoOn(ByteBuf buffer) {
    for (int i = 0; i < buffer.readableBytes() && seen + i < BEGINNINGS.get(1).length; i++) {
      int at = (int) seen + i;
      byte found = buffer.getByte(buffer.readerIndex() + i);
      possible = possible.stream().filter(each -> at >= each.length || each[at] == found).toList();
    }
    seen += buffer.readableBytes();
    return !possible.isEmpty() && seen <= MOST_BYTES;
  }

  private static boolean recognised(ChannelHandlerContext context) {
    return context.pipeline().get(DoorGate.class.getName()) != null;
  }

  private static byte[] ascii(String word) {
    return word.getBytes(StandardCharsets.US_ASCII);
  }
}
