package org.sanwei.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.policy.Policy;
import org.sanwei.crypto.Sm3;

class PolicyFilesTest {
  private Path config = Path.of("");

  @BeforeEach
  void aShippedPolicy(@TempDir Path fresh) throws IOException {
    config = fresh;
    ShippedConfig.copyTo(config);
  }

  private Path policy(String name) {
    return config.resolve("policy").resolve(name);
  }

  private Manifest manifest() throws IOException {
    Manifest manifest =
        new Manifest(1, null, "a", "b", Instant.EPOCH, "首版", PolicyFiles.read(config).entries());
    Files.write(policy(Manifest.FILE), manifest.encode());
    return manifest;
  }

  @Test
  void theDigestIsTheManifestsWhenItDescribesTheseFilesAndElseThatOfTheFiles() throws IOException {
    String ofFiles = PolicyFiles.read(config).digest();
    Manifest manifest = manifest();

    assertThat(PolicyFiles.read(config).digest())
        .isEqualTo(manifest.digest())
        .isEqualTo(Sm3.hex(Files.readAllBytes(policy(Manifest.FILE))))
        .isNotEqualTo(ofFiles);
    assertThat(PolicyLoader.load(config))
        .isInstanceOfSatisfying(
            Loading.Loaded.class,
            loaded -> assertThat(((Policy) loaded.value()).digest()).isEqualTo(manifest.digest()));

    Files.writeString(policy("90-own.yaml"), "rules: []\n");
    String altered = PolicyFiles.read(config).digest();
    Files.delete(policy(Manifest.FILE));

    assertThat(altered).isEqualTo(PolicyFiles.read(config).digest()).isNotEqualTo(ofFiles);
  }

  @Test
  void namesEveryFileThatIsNotAsTheManifestSays() throws IOException {
    Manifest manifest = manifest();
    Files.writeString(policy("90-own.yaml"), "rules: []\n");
    Files.delete(policy("40-urgency.yaml"));
    Files.writeString(policy("00-office.yaml"), Files.readString(policy("00-office.yaml")) + "#");

    List<Problem> differences = PolicyFiles.read(config).differences(manifest);

    assertThat(differences)
        .extracting(problem -> problem.at().file())
        .containsExactly("policy/00-office.yaml", "policy/40-urgency.yaml", "policy/90-own.yaml");
  }

  @Test
  void aFileThatIsTooLargeIsAProblemAndNotASignature() throws IOException {
    Files.write(policy(PolicyFiles.AUTHOR), new byte[Manifest.MAX_BYTES * 2]);

    PolicyFiles files = PolicyFiles.read(config);

    assertThat(files.problems()).hasSize(1);
    assertThat(files.signed(PolicyFiles.AUTHOR)).isNull();
  }

  @Test
  void twoReadingsAreTheSameUntilAByteChangesAnywhere() throws IOException {
    manifest();
    PolicyFiles first = PolicyFiles.read(config);
    assertThat(first.same(PolicyFiles.read(config))).isTrue();

    Files.write(policy(PolicyFiles.APPROVER), new byte[] {1});
    PolicyFiles second = PolicyFiles.read(config);
    assertThat(first.same(second)).isFalse();

    Files.write(policy(PolicyFiles.APPROVER), new byte[] {2});
    assertThat(second.same(PolicyFiles.read(config))).isFalse();
  }
}
