package org.sanwei.routes.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/**
 * Ten minutes of Jazzer for each parser of our own. What it finds it writes under the test
 * resources, where {@link FuzzFindingsTest} replays it in every ordinary run. One at a time, with
 * {@code JAZZER_FUZZ=1} in the environment; docs/READING.md has the command.
 */
@Tag("soak")
@Tag("fuzz")
class ReaderFuzz {
  @FuzzTest(maxDuration = "10m")
  void ofd(byte[] bytes) {
    FuzzTargets.ofd(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void paper(byte[] bytes) {
    FuzzTargets.paper(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void zip(byte[] bytes) {
    FuzzTargets.zip(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void decoding(byte[] bytes) {
    FuzzTargets.decoding(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void mime(byte[] bytes) {
    FuzzTargets.mime(bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void tiff(byte[] bytes) {
    FuzzTargets.tiff(bytes);
  }
}
