package org.sanwei.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedConfigTest {

  @Test
  void listsEveryShippedFile() throws IOException {
    Path shipped = Path.of("shipped");

    try (Stream<Path> files = Files.walk(shipped)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> shipped.relativize(f).toString()))
          .containsExactlyInAnyOrderElementsOf(ShippedConfig.FILES);
    }
  }

  @Test
  void leavesWhatIsThereAlone(@TempDir Path dir) throws IOException {
    Files.writeString(dir.resolve("gateway.yaml"), "mine: 1");

    ShippedConfig.copyTo(dir);

    assertThat(dir.resolve("gateway.yaml")).hasContent("mine: 1");
    assertThat(dir.resolve("policy/00-office.yaml")).isNotEmptyFile();
  }
}
