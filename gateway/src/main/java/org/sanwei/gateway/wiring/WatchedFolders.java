package org.sanwei.gateway.wiring;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.folder.FolderChannel;
import org.springframework.context.SmartLifecycle;

/**
 * The channels that are folders: looked through from after the routes' start until before their
 * stop.
 */
final class WatchedFolders implements SmartLifecycle {
  private final GatewayConfig config;
  private final Intake intake;
  private final LargeIntake large;
  private final Room room;
  private final Clock clock;
  private final List<FolderChannel> running = new ArrayList<>();

  WatchedFolders(GatewayConfig config, Intake intake, LargeIntake large, Room room, Clock clock) {
    this.room = room;
    this.config = config;
    this.intake = intake;
    this.large = large;
    this.clock = clock;
  }

  @Override
  public synchronized void start() {
    for (ChannelConfig channel : config.channels().values()) {
      if (channel.source() instanceof ChannelConfig.FileDrop drop) {
        FolderChannel folder =
            new FolderChannel(
                channel.name(),
                channel.kind(),
                drop.folder(),
                config.limits().bodyBytes(),
                intake,
                large,
                room,
                clock);
        folder.start();
        running.add(folder);
      }
    }
  }

  @Override
  public synchronized void stop() {
    running.forEach(FolderChannel::close);
    running.clear();
  }

  @Override
  public synchronized boolean isRunning() {
    return !running.isEmpty();
  }

  @Override
  public int getPhase() {
    return Integer.MAX_VALUE - 9_000;
  }
}
