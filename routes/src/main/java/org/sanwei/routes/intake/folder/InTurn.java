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
  private final FileTaker taker;

  InTurn(Room room, FileTaker taker) {
    this.room = room;
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
  public long heapBytes(long sizeBytes, long companionBytes) {
    return taker.heapBytes(sizeBytes, companionBytes);
  }

  @Override
  public Optional<Done> take(DroppedFile file, List<DroppedFile> companions) throws IOException {
    long beside = companions.stream().mapToLong(DroppedFile::sizeBytes).sum();
    try (Room.Place place = room.take(heapBytes(file.sizeBytes(), beside))) {
      return taker.take(file, companions);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while a file waited for its turn");
    }
  }
}
