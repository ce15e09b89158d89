package org.sanwei.gateway.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.sanwei.gateway.channel.ReaderView;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;
import org.sanwei.routes.read.apart.ReaderProcesses;
import org.sanwei.routes.read.apart.ReaderSettings;

/**
 * Two pools of reader processes: what looks at pictures has children of its own, so that it never
 * takes one from a text.
 */
final class PictureAndTextReader implements Reader, AutoCloseable {
  /** As they are called in metrics. */
  static final List<String> POOLS = List.of("text", "pages");

  /** One reads heads, another whole pages. */
  private static final int PICTURES_AT_ONCE = 2;

  private final ReaderProcesses texts;
  private final ReaderProcesses pictures;

  private PictureAndTextReader(ReaderProcesses texts, ReaderProcesses pictures) {
    this.texts = texts;
    this.pictures = pictures;
  }

  /** Throws what {@link ReaderProcesses#open} throws. */
  static PictureAndTextReader open(long bodyBytes, int atOnce, Path data, LongSupplier jobs) {
    ReaderProcesses texts =
        ReaderProcesses.open(ReaderSettings.text(bodyBytes, atOnce), data, jobs);
    try {
      return new PictureAndTextReader(
          texts, texts.others(ReaderSettings.pages(bodyBytes, PICTURES_AT_ONCE), data, jobs));
    } catch (RuntimeException e) {
      texts.close();
      throw e;
    }
  }

  @Override
  public ReadResult read(RawArrival arrival, Depth depth) {
    return (depth == Depth.TEXT ? texts : pictures).read(arrival, depth);
  }

  /**
   * How both stand now.
   *
   * @param waiting for those that look at pictures
   */
  List<ReaderView> views(List<ReaderView.Waiting> waiting) {
    return List.of(
        new ReaderView(POOLS.get(0), texts.counts(), List.of()),
        new ReaderView(POOLS.get(1), pictures.counts(), waiting));
  }

  @Override
  public void close() {
    texts.close();
    pictures.close();
  }
}
