package org.sanwei.routes.intake.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sanwei.config.policy.Folder.Columns;
import org.sanwei.routes.queue.DurableQueue;

/** Takes a hotline's files as a watch does, and lets go of none: as when deleting fails. */
final class FolderTaking implements AutoCloseable {
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HotlineFileTaker taker;

  FolderTaking(Dropping drop) {
    taker =
        new HotlineFileTaker(
            "hotline-folder",
            new Columns(Map.of("text", "内容"), ',', "UTF-8"),
            1_000_000,
            drop.given.intake(new DurableQueue(drop.broker.connections())),
            threads,
            drop.clock);
  }

  void take(Path file) throws IOException {
    taker.take(DroppedFile.look(file).orElseThrow(), List.of());
  }

  /** A look at a folder in which the files are not. */
  void looks() {
    taker.lookEnds();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
