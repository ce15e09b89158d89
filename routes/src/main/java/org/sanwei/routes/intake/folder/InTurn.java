package org.sanwei.routes.intake.folder;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sanwei.routes.guard.Room;

/** Lets a file be taken once there is memory for it: files can wait, and wait here. */
final class InTurn implements FileTaker {
  private final Room room;
  private final long mostBytes;
  private final FileTaker taker;

  /**
   * @param mostBytes of a file that are in memory at once
   */
  InTurn(Room room, long mostBytes, FileTaker taker) {
    this.room = room;
    this.mostBytes = mostBytes;
    this.taker = taker;
  }

  @Override
  public Belongings belongings(Path file) {
    return taker.belongings(file);
  }

  @Override
  public void present(DroppedFile file) {
    taker.present(file);
  }

  @Override
  public void left(DroppedFile file) {
    taker.left(file);
  }

  @Override
  public void lookEnds() {
    taker.lookEnds();
  }

  @Override
  public Optional<Done> take(DroppedFile file, List<DroppedFile> companions) throws IOException {
    long bytes = file.sizeBytes();
    for (DroppedFile companion : companions) {
      bytes += companion.sizeBytes();
    }
    try (Room.Place place = room.take(Math.min(taker.heapBytes(bytes), mostBytes))) {
      return taker.take(file, companions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while a file waited for its turn");
    }
  }
}
