package org.sanwei.routes.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
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

  /** Of a protocol's own frames around a message; more would credit what has not come. */
  private static final int AROUND_A_MESSAGE_BYTES = 64;

  /** And so much of each kilobyte, since a large message comes in many frames. */
  private static final int FRAMES_SHARE = 1024;

  /** So much of every minute is not counted: heartbeats and acknowledgements are no message. */
  static final int QUIET_BYTES = 1024;

  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final DoorLimits limits;
  private final Room room;
  private final Consumer<String> refusals;
  private final LongSupplier nanos;
  private volatile boolean loggedIn;
  private @Nullable ChannelHandlerContext context;
  private Room.@Nullable Place place;
  private long placeBytes = FREE_BYTES;
  private long gathered;
  private long minuteFrom;
  private long minuteBytes;
  private @Nullable Future<?> wholeTimer;
  private @Nullable Future<?> goOnTimer;
  private @Nullable Future<?> lookTimer;
  private boolean waiting;
  private boolean full;
  private boolean refused;

  /**
   * @param nanos a clock that is never set, in nanoseconds
   */
  DoorGate(DoorLimits limits, Room room, Consumer<String> refusals, LongSupplier nanos) {
    this.nanos = nanos;
    this.minuteFrom = nanos.getAsLong();
    this.limits = limits;
    this.room = room;
    this.refusals = refusals;
  }

  /**
   * From now on as much may come as a message may have. From any thread; a client's further
   * sessions change nothing, or each would be a way to have what gathers forgotten.
   */
  void loggedIn() {
    inLoop(
        () -> {
          if (!loggedIn) {
            loggedIn = true;
            went(gathered);
          }
        });
  }

  /**
   * A whole message of about so many bytes goes on. From any thread; its place is given back only
   * when whoever calls this in the channel's thread is done with the message.
   */
  void whole(int bytes) {
    ChannelHandlerContext to = context;
    if (to != null) {
      to.executor()
          .execute(() -> went((long) bytes + AROUND_A_MESSAGE_BYTES + bytes / FRAMES_SHARE));
    }
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
      count(buffer.readableBytes());
      if (!loggedIn && gathered > limits.beforeLoginBytes()) {
        refuse("too-much-before-login");
      } else if (gathered > limits.messageBytes()) {
        mustGoOnInTime(from);
      } else if (gathered > placeBytes && placeBytes < limits.placeBytes()) {
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

  private void count(int bytes) {
    long now = nanos.getAsLong();
    if (now - minuteFrom >= MINUTE_NANOS) {
      gathered = Math.max(0, gathered - Math.min(QUIET_BYTES, minuteBytes));
      minuteFrom = now;
      minuteBytes = 0;
    }
    gathered += bytes;
    minuteBytes += bytes;
  }

  /**
   * A place for what gathers, or a wait until there is one; the time for the message does not run
   * while it waits. What is held is kept, since the bytes are.
   */
  private void widen(ChannelHandlerContext from) {
    long wanted =
        placeBytes < SMALL_BYTES ? Math.min(SMALL_BYTES, limits.placeBytes()) : limits.placeBytes();
    if (hasRoomFor(wanted)) {
      placeBytes = wanted;
      goOn(from);
      mustBeWholeInTime(from);
      return;
    }
    waiting = true;
    cancel(wholeTimer);
    from.channel().config().setAutoRead(false);
    cancel(lookTimer);
    lookTimer =
        from.executor().schedule(() -> lookAgain(from), LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }

  private boolean hasRoomFor(long wanted) {
    Room.Place held = place;
    if (held != null) {
      return held.tryWiden(wanted);
    }
    // Small places must leave one of them room to widen, or all would wait for one another.
    Optional<Room.Place> found = room.tryTake(wanted, limits.placeBytes() - wanted);
    place = found.orElse(null);
    return found.isPresent();
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
      cancel(lookTimer);
      cancel(goOnTimer);
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
    cancel(goOnTimer);
    goOnTimer = refuseAfter(from, limits.storedWithin(), "endless-message");
  }

  private void mustBeWholeInTime(ChannelHandlerContext from) {
    cancel(wholeTimer);
    wholeTimer = refuseAfter(from, limits.messageWithin(), "too-slow");
  }

  private Future<?> refuseAfter(ChannelHandlerContext from, Duration time, String reason) {
    return from.executor()
        .schedule(
            () -> {
              if (from.channel().isOpen()) {
                refuse(reason);
              }
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void went(long bytes) {
    gathered = Math.max(0, gathered - bytes);
    ChannelHandlerContext to = context;
    if (gathered > FREE_BYTES) {
      if (to != null) {
        stillGathers(to);
      }
      return;
    }
    placeBytes = FREE_BYTES;
    giveBack();
    cancel(wholeTimer);
    if (to != null) {
      goOn(to);
    }
  }

  private void stillGathers(ChannelHandlerContext to) {
    if (full && gathered <= limits.messageBytes() && !waiting) {
      goOn(to);
    } else if (full) {
      full = false;
      mustGoOnInTime(to);
    }
    if (!waiting) {
      mustBeWholeInTime(to);
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
