package org.sanwei.gateway.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.policy.PolicySigners.Part;

/**
 * Writes the manifest of a policy and the two signatures over it, each with the key of a person who
 * is there: never on a gateway. Whenever it is interrupted, what lies there is a policy that is not
 * signed by two. Checks nothing: {@link ManifestCheck} does.
 */
public final class PolicySigning {
  private final Path directory;
  private final Clock clock;
  private final SecureRandom random;

  /**
   * @param config the configuration directory, with {@code policy/}
   */
  public PolicySigning(Path config, Clock clock, SecureRandom random) {
    this.directory = config.resolve(PolicyFiles.DIRECTORY);
    this.clock = clock;
    this.random = random;
  }

  /** What this version follows: its sequence, and the digest of the one before it. */
  public record Place(long sequence, @Nullable String predecessor) {
    /** An office's first policy. */
    public static final Place FIRST = new Place(1, null);

    /** The one after this. */
    public static Place after(long sequence, String digest) {
      return new Place(sequence + 1, digest);
    }

    /** The one after this. */
    public static Place after(Manifest manifest) {
      return after(manifest.sequence(), manifest.digest());
    }
  }

  /**
   * Writes the manifest for these files and signs it as its author; approvals of what was there
   * before are removed.
   */
  public Manifest write(
      PersonalKey author, String approver, String why, Place place, List<Manifest.Entry> files)
      throws IOException {
    Manifest manifest =
        new Manifest(
            place.sequence(),
            place.predecessor(),
            author.certificate().name(),
            approver,
            clock.instant(),
            why,
            files);
    WholeFile.write(directory.resolve(Manifest.FILE), manifest.encode());
    WholeFile.write(
        directory.resolve(PolicyFiles.AUTHOR), statement(author, Part.AUTHOR, manifest));
    Path approval = directory.resolve(PolicyFiles.APPROVER);
    Files.deleteIfExists(approval);
    WholeFile.forceDirectory(approval);
    return manifest;
  }

  /** Signs a manifest, which was shown, as its approver. */
  public void approve(PersonalKey approver, Manifest manifest) throws IOException {
    WholeFile.write(
        directory.resolve(PolicyFiles.APPROVER), statement(approver, Part.APPROVER, manifest));
  }

  private byte[] statement(PersonalKey key, Part part, Manifest manifest) {
    return key.signer(clock, random).sign(part.purpose(), manifest.encode());
  }
}
