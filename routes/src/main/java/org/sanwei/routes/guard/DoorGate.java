package org.sanwei.routes.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands first in one connection's pipeline and counts the bytes since the last whole message. What
 * gathers takes a place in the {@link Room}; while there is none, nothing more is read, so that the
 * client waits. All fields but {@code loggedIn} belong to the channel's thread.
 */
final class DoorGate extends ChannelInboundHandlerAdapter {
  /** So much may gather of each connection outside the room. */
  static final int FREE_BYTES = 64 * 1024;

  /** Small messages take small places. */
  private static final int SMALL_BYTES = 1024 * 1024;

  private static final int AROUND_A_MESSAGE_BYTES = 1024;

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final DoorLimits limits;
  private final Room room;
  private final Consumer<String> refusals;
  private volatile boolean loggedIn;
  private @Nullable ChannelHandlerContext context;
  private Room.@Nullable Place place;
  private long placeBytes = FREE_BYTES;
  private long gathered;
  private long messages;
  private boolean waiting;
  private boolean full;
  private boolean refused;

  DoorGate(DoorLimits limits, Room room, Consumer<String> refusals) {
    this.limits = limits;
    this.room = room;
    this.refusals = refusals;
  }

  /** From now on as much may come as a message may have. From any thread. */
  void loggedIn() {
    loggedIn = true;
    inLoop(() -> went(gathered));
  }

  /** A whole message of about so many bytes has gone on. From any thread. */
  void whole(int bytes) {
    inLoop(() -> went(bytes + AROUND_A_MESSAGE_BYTES));
  }

  /** Ends the connection. From any thread. */
  void refuse(String reason) {
    inLoop(
        () -> {
          ChannelHandlerContext to = context;
          if (!refused && to != null) {
            refused = true;
            refusals.accept(reason);
            to.close();
          }
        });
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    added
        .executor()
        .schedule(
            () -> {
              if (!loggedIn && added.channel().isOpen()) {
                refuse("no-login-in-time");
              }
            },
            limits.loginWithin().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object bytes) throws Exception {
    if (bytes instanceof ByteBuf buffer) {
      gathered += buffer.readableBytes();
      if (!loggedIn && gathered > limits.beforeLoginBytes()) {
        refuse("too-much-before-login");
      } else if (gathered > limits.messageBytes()) {
        mustGoOnInTime(from);
      } else if (gathered > placeBytes) {
        widen(from);
      }
      if (refused) {
        buffer.release();
        return;
      }
    }
    super.channelRead(from, bytes);
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) throws Exception {
    went(gathered);
    super.channelInactive(from);
  }

  /** A place for what gathers, or a wait until there is one. */
  private void widen(ChannelHandlerContext from) {
    if (placeBytes == FREE_BYTES && !waiting) {
      mustBeWholeInTime(from, messages);
    }
    long wanted =
        placeBytes < SMALL_BYTES
            ? Math.min(SMALL_BYTES, limits.messageBytes())
            : limits.messageBytes();
    // Given back before it is asked for anew: the larger place may need the whole room.
    giveBack();
    Optional<Room.Place> found = room.tryTake(wanted);
    if (found.isEmpty()) {
      waiting = true;
      from.channel().config().setAutoRead(false);
      from.executor().schedule(() -> lookAgain(from), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
      return;
    }
    place = found.get();
    placeBytes = wanted;
    goOn(from);
  }

  private void giveBack() {
    Room.Place held = place;
    place = null;
    if (held != null) {
      held.close();
    }
  }

  private void lookAgain(ChannelHandlerContext from) {
    if (waiting && from.channel().isOpen()) {
      widen(from);
    }
  }

  private void goOn(ChannelHandlerContext from) {
    if (waiting || full) {
      waiting = false;
      full = false;
      from.channel().config().setAutoRead(true);
    }
  }

  /**
   * Either messages came faster than they are stored, and soon there are fewer; or one has no end.
   */
  private void mustGoOnInTime(ChannelHandlerContext from) {
    if (full) {
      return;
    }
    full = true;
    from.channel().config().setAutoRead(false);
    long before = messages;
    from.executor()
        .schedule(
            () -> {
              if (full && before == messages && from.channel().isOpen()) {
                refuse("endless-message");
              }
            },
            limits.storedWithin().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void mustBeWholeInTime(ChannelHandlerContext from, long message) {
    from.executor()
        .schedule(
            () -> {
              if (message == messages && from.channel().isOpen()) {
                refuse("too-slow");
              }
            },
            limits.messageWithin().toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void went(long bytes) {
    messages++;
    gathered = Math.max(0, gathered - bytes);
    ChannelHandlerContext to = context;
    if (gathered > FREE_BYTES) {
      if (to != null) {
        mustBeWholeInTime(to, messages);
        if (full && gathered <= limits.messageBytes()) {
          goOn(to);
        } else if (full) {
          full = false;
          mustGoOnInTime(to);
        }
      }
      return;
    }
    placeBytes = FREE_BYTES;
    giveBack();
    if (to != null) {
      goOn(to);
    }
  }

  private void inLoop(Runnable act) {
    ChannelHandlerContext to = context;
    if (to == null || to.executor().inEventLoop()) {
      act.run();
    } else {
      to.executor().execute(act);
    }
  }
}
