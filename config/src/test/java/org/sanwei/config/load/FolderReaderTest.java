package org.sanwei.config.load;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanwei.config.policy.ChannelConfig.FileDrop;
import org.sanwei.config.policy.Folder;
import org.sanwei.config.policy.GatewayConfig;

/** What gateway.yaml may say of a watched folder. */
class FolderReaderTest {
  private static final String FAX =
      "{ path: drop, pattern: \"*.{tif,PDF}\", quietFor: 5s, temporary: [.part], facts: { name:"
          + " \"fax-(?P<caller>[0-9]+)\", companion: .txt, keys: { pages: received } } }";

  private Path dir = Path.of("");

  @BeforeEach
  void aShippedConfiguration(@TempDir Path fresh) throws IOException {
    dir = fresh;
    ShippedConfig.copyTo(dir);
  }

  @Test
  void readsAFolderOfFaxes() throws IOException {
    Folder folder = folder("fax", FAX);

    assertThat(folder.path()).isEqualTo(dir.resolve("drop"));
    assertThat(folder.quietFor()).isEqualTo(Duration.ofSeconds(5));
    assertThat(folder.temporary()).containsExactly(".part");
    assertThat(folder.facts().companion()).isEqualTo(".txt");
    assertThat(folder.facts().keys()).containsEntry(Folder.Fact.PAGES, "received");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "a.tif, true",
    "a.b.pdf, true",
    "a.tiff, false",
    "tif, false",
    "a.tif.part, false",
    "'a\nb.tif', true"
  })
  void theBracesAreChoicesAndCaseDoesNotCount(String name, boolean taken) throws IOException {
    assertThat(folder("fax", FAX).names().matches(name)).isEqualTo(taken);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the other kinds have no folders   | sms     | { path: d, pattern: "*", quietFor: 5s } | cannot come by a folder
          a hotline needs its text          | hotline | { path: d, pattern: "*", quietFor: 5s, columns: { caseId: 号 } } | which column holds the text
          a fax has no columns              | fax     | { path: d, pattern: "*", quietFor: 5s, columns: { text: 内容 } } | a hotline's columns
          a hotline has no facts of a fax   | hotline | { path: d, pattern: "*", quietFor: 5s, columns: { text: 内容 }, facts: { companion: .txt } } | facts of a fax
          a path is no pattern              | fax     | { path: d, pattern: "in/*.tif", quietFor: 5s } | pattern
          braces must close                 | fax     | { path: d, pattern: "*.{tif", quietFor: 5s } | pattern
          a group that means nothing        | fax     | { path: d, pattern: "*", quietFor: 5s, facts: { name: "(?P<who>.*)" } } | facts.name
          a delimiter that letters contain  | hotline | { path: d, pattern: "*", quietFor: 5s, delimiter: pipe, columns: { text: 内容 } } | delimiter
          an unknown key                    | fax     | { path: d, pattern: "*", quietFor: 5s, kolumns: 1 } | kolumns
          """)
  void refuses(String why, String kind, String folder, String said) throws IOException {
    assertThat(load(kind, folder).problems().toString()).as(why).contains(said);
  }

  private Folder folder(String kind, String yaml) throws IOException {
    Loading<GatewayConfig> loading = load(kind, yaml);
    assertThat(loading.problems()).isEmpty();
    GatewayConfig config = ((Loading.Loaded<GatewayConfig>) loading).value();
    return ((FileDrop) requireNonNull(config.channels().get("dropped")).source()).folder();
  }

  private Loading<GatewayConfig> load(String kind, String folder) throws IOException {
    Path file = dir.resolve("gateway.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace(
                "\nchannels:\n",
                "\nchannels:\n  dropped: { kind: " + kind + ", folder: " + folder + " }\n"));
    return GatewayConfigLoader.lint(dir);
  }
}
