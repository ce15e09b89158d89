package org.sanwei.crypto.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyTest {
  private final Path home;
  private final SecureRandom random = new SecureRandom();

  MasterKeyTest(@TempDir Path home) {
    this.home = home;
  }

  @Test
  void aNewKeyIsForItsOwnerOnlyAndOpensAsTheSameKey() throws IOException {
    Path file = home.resolve("master.key");

    MasterKey made = MasterKey.createFile(file, random);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKey.openFile(file).name()).isEqualTo(made.name());
  }

  @Test
  void aKeyThatIsThereIsNeverOverwritten() throws IOException {
    Path file = home.resolve("master.key");
    MasterKey made = MasterKey.createFile(file, random);

    assertThatThrownBy(() -> MasterKey.createFile(file, random)).isInstanceOf(BadKeyFile.class);

    assertThat(MasterKey.openFile(file).name()).isEqualTo(made.name());
  }

  @Test
  void aFileThatOthersMayReadIsRefused() throws IOException {
    Path file = home.resolve("master.key");
    MasterKey.createFile(file, random);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw----r--"));

    assertThatThrownBy(() -> MasterKey.openFile(file)).hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aMissingOrShortOrLongFileIsNamed() throws IOException {
    Path file = home.resolve("master.key");
    assertThatThrownBy(() -> MasterKey.openFile(file)).hasMessageContaining("no such file");

    PrivateFile.create(file, new byte[31]);
    assertThatThrownBy(() -> MasterKey.openFile(file)).hasMessageContaining("31");

    PrivateFile.replace(file, new byte[33]);
    assertThatThrownBy(() -> MasterKey.openFile(file)).hasMessageContaining("larger");
  }

  @Test
  void aPassphraseGivesTheSameKeyAgainAndAnotherSaltAnotherKey() {
    byte[] salt = new byte[MasterKey.SALT_SIZE_BYTES];
    byte[] other = salt.clone();
    other[0] = 1;

    MasterKey first = MasterKey.fromPassphrase("雨过天青 yu".toCharArray(), salt);

    assertThat(MasterKey.fromPassphrase("雨过天青 yu".toCharArray(), salt).name())
        .isEqualTo(first.name());
    assertThat(MasterKey.fromPassphrase("雨过天青 yu".toCharArray(), other).name())
        .isNotEqualTo(first.name());
  }

  @Test
  void anArrivalKeepsItsIdAndNoTwoIdentitiesMeet() {
    IdentityKey key =
        MasterKey.fromPassphrase("p".toCharArray(), new byte[MasterKey.SALT_SIZE_BYTES])
            .identityKey();

    String id = key.arrivalId("fax", "INBOX", "7", "12");

    assertThat(id).matches("[0-9a-f]{32}").isEqualTo(key.arrivalId("fax", "INBOX", "7", "12"));
    assertThat(id)
        .isNotEqualTo(key.arrivalId("fax", "INBOX", "71", "2"))
        .isNotEqualTo(key.arrivalId("fax", "INBOX", "712"))
        .isNotEqualTo(key.arrivalId("faxINBOX", "7", "12"))
        .isNotEqualTo(key.arrivalId("fax", "INBOX", "7", "12", ""));
    assertThat(key.arrivalId("sms", "\ud800")).isNotEqualTo(key.arrivalId("sms", "?"));
  }

  @Test
  void aChannelAloneIsNoIdentity() {
    IdentityKey key =
        MasterKey.fromPassphrase("p".toCharArray(), new byte[MasterKey.SALT_SIZE_BYTES])
            .identityKey();

    assertThatThrownBy(() -> key.arrivalId("fax")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecretDoesNotPrintItself() {
    MasterKey key = MasterKey.fromPassphrase("p".toCharArray(), new byte[16]);

    assertThat(key).hasToString("MasterKey[redacted]");
    assertThat(key.identityKey()).hasToString("IdentityKey[redacted]");
  }
}
