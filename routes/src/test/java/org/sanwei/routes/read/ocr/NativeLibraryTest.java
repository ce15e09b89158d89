package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  /** With 4 KB and more ONNX Runtime 1.29.0 ended the process without a word (seen: 139). */
  @Test
  void aProcessWithALongCommandLineIsToldSoAndNotEnded() {
    assertThatThrownBy(() -> NativeLibrary.requireShort(4096))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("command line");
    assertThatCode(() -> NativeLibrary.requireShort(2000)).doesNotThrowAnyException();
  }

  @Test
  void aFolderThatOthersMayReachIsNoPlaceForALibrary(@TempDir Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> NativeLibrary.requirePrivate(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other accounts");
  }
}
