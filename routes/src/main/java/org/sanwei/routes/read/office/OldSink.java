package org.sanwei.routes.read.office;

import java.util.List;
import org.sanwei.config.judge.Place;

/** Takes what an old paper or an Outlook message holds. */
public interface OldSink extends PaperSink {
  /** Letters whose encoding nobody says. */
  void words(String name, Place place, byte[] raw);

  /** A message's text in one of its forms, as UTF-8. */
  void body(String mediaType, byte[] utf8);

  /** A message's text as Outlook packs RTF. */
  void packedRtf(byte[] packed);

  /** A file that a message carries, with every name it has. */
  void attached(List<String> names, byte[] bytes);
}
