package org.sanwei.crypto.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanwei.crypto.Fixed;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.key.PieceKey;
import org.sanwei.crypto.key.PieceOpener;
import org.sanwei.crypto.key.StatementVerifier;

/** Every MUST of docs/ENVELOPE.md that a file can break, has a file that breaks it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VectorsTest {
  private final EpochKeys ring;
  private final PersonalKey li;
  private final CipherEnvelopeVerifier gateways;

  VectorsTest(@TempDir Path home) throws IOException {
    Path epochs = Files.createDirectory(home.resolve("epochs"));
    try (Stream<Path> files = Files.list(Vector.key("epochs"))) {
      for (Path file : files.toList()) {
        privateCopy(file, epochs);
      }
    }
    MasterKey master = MasterKey.openFile(privateCopy(Vector.key("master.key"), home));
    ring = EpochKeys.open(epochs, master, Duration.ofMinutes(5), Fixed.clock(), new SecureRandom());
    li = key("li", home);
    gateways = new CipherEnvelopeVerifier(Set.of(key("gateway", home).certificate()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("form1")
  void anEpochEnvelopeOpensAsTheSpecSays(Vector v) {
    assertThat(ring.open(v.bytes()).verdict()).as(v.comment()).isEqualTo(v.expect());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("form2")
  void aCipherEnvelopeOpensAsTheSpecSays(Vector v) {
    CipherEnvelopeOpener opener = new CipherEnvelopeOpener(li, gateways);

    assertThat(opener.open(v.bytes()).verdict()).as(v.comment()).isEqualTo(v.expect());
    assertThat(gateways.inspect(v.bytes()).verdict()).as(v.comment()).isEqualTo(v.inspect());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("form3")
  void aStatementVerifiesAsTheSpecSays(Vector v) {
    StatementVerifier verifier = new StatementVerifier(List.of(li.certificate()));

    assertThat(verifier.verify(MakeForm3.PURPOSE, v.bytes()).verdict())
        .as(v.comment())
        .isEqualTo(v.expect());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("form4")
  void aPieceOpensAsTheSpecSays(Vector v) throws IOException {
    List<String> key = Files.readAllLines(Vector.key("piece.txt"));
    PieceOpener opener =
        new PieceOpener(PieceKey.of(key.get(0), HexFormat.of().parseHex(key.get(1))));

    assertThat(opener.open(v.bytes(), 0).verdict()).as(v.comment()).isEqualTo(v.expect());
  }

  @Test
  void everyVerdictHasAVector() {
    for (List<Vector> form : List.of(form1(), form2(), form3(), form4())) {
      assertThat(form.stream().map(Vector::expect))
          .contains("success", "no-match", "forged", "malformed");
    }
    assertThat(form2().stream().map(Vector::inspect))
        .contains("success", "unknown", "forged", "malformed");
  }

  static List<Vector> form1() {
    return Vector.all("form1");
  }

  static List<Vector> form2() {
    return Vector.all("form2");
  }

  static List<Vector> form3() {
    return Vector.all("form3");
  }

  static List<Vector> form4() {
    return Vector.all("form4");
  }

  private static PersonalKey key(String name, Path home) throws IOException {
    return PersonalKey.open(
        privateCopy(Vector.key(name + ".p12"), home), MakeVectors.PASSWORD.clone());
  }

  /** A checkout gives files the mode that others may read, which keys refuse. */
  static Path privateCopy(Path file, Path directory) throws IOException {
    Path copy = Files.copy(file, directory.resolve(file.getFileName()));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    return copy;
  }
}
