package org.sanwei.routes.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Opener;
import org.sanwei.crypto.SealContext;
import org.sanwei.crypto.Sealer;
import org.sanwei.crypto.Signer;
import org.sanwei.crypto.Verified;
import org.sanwei.crypto.Verifier;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.MasterKey;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.crypto.key.StatementVerifier;

/** A release key and a ring of epoch keys of this test run. */
final class TestSeals implements Signer, Verifier, Sealer, Opener {
  private final Signer signer;
  private final Verifier verifier;
  private final EpochKeys epochs;

  TestSeals(Clock clock) {
    SecureRandom random = new SecureRandom();
    PersonalKey key = PersonalKey.create("release", clock.instant(), Duration.ofDays(1), random);
    signer = key.signer(clock, random);
    verifier = new StatementVerifier(List.of(key.certificate()));
    try {
      Path directory = Files.createTempDirectory(Path.of("target"), "keys-");
      MasterKey master = MasterKey.createFile(directory.resolve("master"), random);
      epochs =
          EpochKeys.open(
              directory.resolve("epochs"), master, Duration.ofMinutes(10), clock, random);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] sign(String purpose, byte[] content) {
    return signer.sign(purpose, content);
  }

  @Override
  public String keyId() {
    return signer.keyId();
  }

  @Override
  public Verified verify(String purpose, byte[] statement) {
    return verifier.verify(purpose, statement);
  }

  @Override
  public byte[] seal(SealContext context, byte[] plain) {
    return epochs.seal(context, plain);
  }

  @Override
  public Opened open(byte[] sealed) {
    return epochs.open(sealed);
  }
}
