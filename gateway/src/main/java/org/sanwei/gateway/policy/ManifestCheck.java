package org.sanwei.gateway.policy;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.sanwei.config.load.Loading;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.config.load.Problem;
import org.sanwei.config.load.SourcePos;
import org.sanwei.crypto.Verified;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.gateway.policy.PolicyFault.Kind;
import org.sanwei.gateway.policy.PolicySigners.Part;

/**
 * Whether a policy's files are those that two different people signed (docs/POLICY.md §8). Knows
 * nothing of earlier ones. Safe from many threads.
 */
public final class ManifestCheck {
  private static final String SIGN_AGAIN = "let the author sign again ('keys sign-policy')";
  private static final String APPROVE_AGAIN =
      "let the approver sign again ('keys sign-policy --approve')";

  private final PolicySigners signers;
  private final Clock clock;

  public ManifestCheck(PolicySigners signers, Clock clock) {
    this.signers = signers;
    this.clock = clock;
  }

  /** What came of looking at a policy's signatures. */
  public sealed interface Looked {
    /** Signed by two; {@code expired} when a certificate was valid once and is not today. */
    record Sound(Manifest manifest, Optional<PolicyFault> expired) implements Looked {}

    /** Not to be taken. */
    record Unsound(PolicyFault fault) implements Looked {}
  }

  /** Looks at everything: files, both signatures, the two people. */
  public Looked look(PolicyFiles files) {
    try {
      Manifest manifest = manifest(files);
      OfficerCertificate author = signer(files, manifest, Part.AUTHOR);
      OfficerCertificate approver = signer(files, manifest, Part.APPROVER);
      if (author.equals(approver) || author.sharesKeyWith(approver)) {
        throw faulty(
            Kind.ONE_PERSON,
            Manifest.FILE,
            "author and approver hold the same key",
            "let somebody else approve it, with a key of their own");
      }
      return new Looked.Sound(manifest, expired(author).or(() -> expired(approver)));
    } catch (Faulty e) {
      return new Looked.Unsound(e.fault);
    }
  }

  /** As {@link #look}, before the approver has signed: for the approver to see. */
  public Looked lookAtDraft(PolicyFiles files) {
    try {
      Manifest manifest = manifest(files);
      return new Looked.Sound(manifest, expired(signer(files, manifest, Part.AUTHOR)));
    } catch (Faulty e) {
      return new Looked.Unsound(e.fault);
    }
  }

  /** The manifest that two people signed, whether or not the files are still those of it. */
  public Optional<Manifest> signedByTwo(PolicyFiles files) {
    try {
      Manifest manifest = parsed(files);
      signer(files, manifest, Part.AUTHOR);
      signer(files, manifest, Part.APPROVER);
      return Optional.of(manifest);
    } catch (Faulty e) {
      return Optional.empty();
    }
  }

  private Manifest manifest(PolicyFiles files) throws Faulty {
    if (!signers.problems().isEmpty()) {
      throw new Faulty(new PolicyFault(Kind.UNREADABLE, signers.problems()));
    }
    if (!files.problems().isEmpty()) {
      throw new Faulty(new PolicyFault(Kind.UNREADABLE, files.problems()));
    }
    Manifest manifest = parsed(files);
    if (!files.differences(manifest).isEmpty()) {
      throw new Faulty(new PolicyFault(Kind.ALTERED, files.differences(manifest)));
    }
    if (manifest.author().equals(manifest.approver())) {
      throw faulty(
          Kind.ONE_PERSON,
          Manifest.FILE,
          "'" + manifest.author() + "' is author and approver",
          "let the author sign again and name another person with --approver");
    }
    return manifest;
  }

  private static Manifest parsed(PolicyFiles files) throws Faulty {
    byte[] bytes = files.signed(Manifest.FILE);
    if (bytes == null) {
      throw faulty(Kind.UNSIGNED, Manifest.FILE, "the policy is not signed", SIGN_AGAIN);
    }
    Loading<Manifest> loading = Manifest.parse(bytes, PolicyFiles.place(Manifest.FILE));
    if (loading instanceof Loading.Loaded<Manifest> loaded) {
      return loaded.value();
    }
    throw new Faulty(new PolicyFault(Kind.MALFORMED, loading.problems()));
  }

  private OfficerCertificate signer(PolicyFiles files, Manifest manifest, Part part) throws Faulty {
    String file = part == Part.AUTHOR ? PolicyFiles.AUTHOR : PolicyFiles.APPROVER;
    String name = part == Part.AUTHOR ? manifest.author() : manifest.approver();
    String mend = part == Part.AUTHOR ? SIGN_AGAIN : APPROVE_AGAIN;
    byte[] statement = files.signed(file);
    if (statement == null) {
      throw faulty(Kind.UNFINISHED, file, "'" + name + "' has not signed yet", mend);
    }
    Verified verified = signers.verifier(part).verify(part.purpose(), statement);
    if (verified instanceof Verified.Malformed malformed) {
      throw faulty(Kind.MALFORMED, file, "is no signature: wanted " + malformed.want(), mend);
    }
    if (verified instanceof Verified.Unknown) {
      throw faulty(
          Kind.FOREIGN,
          file,
          "is signed with a key that may not sign as " + part.purpose(),
          "let one of those sign whose certificates lie in the anchors directory under policy/");
    }
    if (!(verified instanceof Verified.Statement signed)) {
      throw faulty(Kind.FORGED, file, "the signature does not fit", mend);
    }
    if (!Arrays.equals(signed.content(), manifest.encode())) {
      throw faulty(Kind.ALTERED, file, "is a signature over another manifest", mend);
    }
    if (!signed.name().equals(name)) {
      throw faulty(
          Kind.FOREIGN,
          file,
          "is signed by '" + signed.name() + "', and the manifest names '" + name + "'",
          "let the one sign whom the manifest names, or let the author sign again");
    }
    return signers
        .find(part, name)
        .orElseThrow(() -> faulty(Kind.FOREIGN, file, "'" + name + "' may not sign", mend));
  }

  private Optional<PolicyFault> expired(OfficerCertificate certificate) {
    Instant now = clock.instant();
    if (certificate.validAt(now)) {
      return Optional.empty();
    }
    return Optional.of(
        new PolicyFault(
            Kind.EXPIRED,
            List.of(
                new Problem(
                    new SourcePos(PolicyFiles.place(Manifest.FILE), 1, 1),
                    "the certificate of '"
                        + certificate.name()
                        + "' is valid from "
                        + certificate.notBefore()
                        + " to "
                        + certificate.notAfter()
                        + ", and now it is "
                        + now,
                    "make a new key under a new name ('keys make-officer'), put its certificate"
                        + " beside the old one, and have the policy signed with it as its next"
                        + " version"))));
  }

  private static Faulty faulty(Kind kind, String file, String what, String mend) {
    return new Faulty(PolicyFault.of(kind, file, what, mend));
  }

  private static final class Faulty extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient PolicyFault fault;

    Faulty(PolicyFault fault) {
      super(fault.kind().word());
      this.fault = fault;
    }
  }
}
