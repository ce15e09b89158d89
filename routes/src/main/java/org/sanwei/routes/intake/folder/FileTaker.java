package org.sanwei.routes.intake.folder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sanwei.routes.message.ArrivalId;

/** Turns one complete file into arrivals. */
interface FileTaker {

  /**
   * The files that come and go with this one; they must be as quiet as it is. {@code settled} is
   * false while one that is expected may still come.
   */
  default Belongings belongings(Path file) {
    return Belongings.NONE;
  }

  /**
   * Returns when everything in the file is durable; empty when the file changed while it was read.
   *
   * @throws org.sanwei.routes.queue.BrokerUnavailable when it is not
   */
  Optional<Done> take(DroppedFile file, List<DroppedFile> companions) throws IOException;

  /** A file of this channel is in the folder at this look, whatever becomes of it. */
  default void present(DroppedFile file) {}

  /** The folder has let go of a file that was taken. */
  default void left(DroppedFile file) {}

  /** One look at the whole folder is over. */
  default void lookEnds() {}

  /**
   * What taking a file of so many bytes, with companions of so many together, fills of the heap.
   */
  long heapBytes(long sizeBytes, long companionBytes);

  /** What lies beside a file. */
  record Belongings(List<DroppedFile> companions, boolean settled) {
    static final Belongings NONE = new Belongings(List.of(), true);

    public Belongings {
      companions = List.copyOf(companions);
    }
  }

  /**
   * A file that is durable. {@code receipt} is JSON without content; {@code keep} says that the
   * file itself goes to {@code refused/} and is not deleted; {@code companions} are those that are
   * durable with it, and no others may be deleted.
   */
  record Done(ArrivalId id, String receipt, boolean keep, List<DroppedFile> companions) {
    public Done {
      companions = List.copyOf(companions);
    }
  }
}
