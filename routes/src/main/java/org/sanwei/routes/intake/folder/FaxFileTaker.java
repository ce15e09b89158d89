package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.FaxFile;
import org.sanwei.routes.message.LargeBody;

/** One file of pages is one arrival, with what the device tells of it. */
final class FaxFileTaker implements FileTaker {
  private final String channel;
  private final FaxFacts facts;
  private final @Nullable String companion;
  private final long maxBytes;
  private final Intake intake;
  private final LargeIntake large;
  private final Clock clock;

  FaxFileTaker(
      String channel,
      Folder.Facts facts,
      long maxBytes,
      Intake intake,
      LargeIntake large,
      Clock clock) {
    this.channel = channel;
    this.facts = new FaxFacts(facts);
    this.companion = facts.companion();
    this.maxBytes = maxBytes;
    this.intake = intake;
    this.large = large;
    this.clock = clock;
  }

  @Override
  public Belongings belongings(Path file) {
    if (companion == null) {
      return Belongings.NONE;
    }
    return DroppedFile.look(FileName.withEnding(file, companion))
        .filter(FaxFacts::readable)
        .map(found -> new Belongings(List.of(found), true))
        .orElse(new Belongings(List.of(), false));
  }

  @Override
  public Optional<Done> take(DroppedFile file, List<DroppedFile> companions) throws IOException {
    if (file.sizeBytes() <= maxBytes) {
      return whole(file, companions);
    }
    return file.sizeBytes() <= large.limitBytes() ? inPieces(file, companions) : stub(file);
  }

  /** A companion is read whole, however its file is taken. */
  @Override
  public long heapBytes(long sizeBytes, long companionBytes) {
    return (sizeBytes <= maxBytes ? sizeBytes : LargeIntake.HEAP_BYTES) + companionBytes;
  }

  private Optional<Done> whole(DroppedFile file, List<DroppedFile> companions) throws IOException {
    Optional<byte[]> pages = file.bytes();
    Optional<Map<String, String>> told = told(file, companions);
    if (pages.isEmpty() || told.isEmpty()) {
      return Optional.empty();
    }
    SourceIdentity identity = identity(file, Sm3.hex(pages.get()));
    byte[] body = new FaxFile(told.get(), pages.get()).encoded();
    return Optional.of(accept(file, identity, FaxFile.MEDIA_TYPE, body, companions));
  }

  /** What the device tells of a file; empty when a companion is not what was looked at any more. */
  private Optional<Map<String, String>> told(DroppedFile file, List<DroppedFile> companions)
      throws IOException {
    Map<String, String> told = new TreeMap<>();
    for (DroppedFile each : companions) {
      Optional<byte[]> bytes = each.bytes();
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      told.putAll(facts.inCompanion(bytes.get()));
    }
    String name = FileName.of(file.path());
    told.putAll(facts.inName(name));
    told.put("fileName", name);
    return Optional.of(told);
  }

  /** Read once and never whole in memory; its identity is the same as that of a small one. */
  private Optional<Done> inPieces(DroppedFile file, List<DroppedFile> companions)
      throws IOException {
    Optional<Map<String, String>> told = told(file, companions);
    if (told.isEmpty()) {
      return Optional.empty();
    }
    try (LargeIntake.Taking taking = large.begin(file.sizeBytes())) {
      if (!file.copyTo(taking::write)) {
        return Optional.empty();
      }
      LargeBody manifest =
          taking.end(FaxFile.MEDIA_TYPE, new FaxFile(told.get(), new byte[0]).encoded());
      Instant now = clock.instant();
      Taken taken =
          new Taken(
              channel,
              ChannelKind.FAX,
              identity(file, manifest.sm3()),
              now,
              LargeBody.MEDIA_TYPE,
              manifest.encoded());
      Receipt receipt = new Receipt(large.idOf(taken), now, file.sizeBytes());
      taking.accept(taken, receipt.id());
      return Optional.of(
          new Done(receipt.id(), receipt.json(Map.of("refused", false)), false, companions));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while a large file waited for its turn");
    }
  }

  /** Not read into memory: what is held says where the file lies. Its companion stays beside it. */
  private Optional<Done> stub(DroppedFile file) {
    byte[] stub =
        ("\u0000file of " + file.sizeBytes() + " bytes, left in refused/").getBytes(UTF_8);
    return Optional.of(accept(file, identity(file, "too-large"), Taken.TOO_LARGE, stub, null));
  }

  private Done accept(
      DroppedFile file,
      SourceIdentity identity,
      String mediaType,
      byte[] body,
      @Nullable List<DroppedFile> sealed) {
    boolean keep = sealed == null;
    Instant now = clock.instant();
    Taken taken = new Taken(channel, ChannelKind.FAX, identity, now, mediaType, body);
    Receipt receipt = new Receipt(intake.idOf(taken), now, file.sizeBytes());
    intake.accept(taken);
    return new Done(
        receipt.id(),
        receipt.json(Map.of("refused", keep)),
        keep,
        sealed == null ? List.of() : sealed);
  }

  private static SourceIdentity identity(DroppedFile file, String digest) {
    return SourceIdentity.file(file.inode(), file.modified(), file.sizeBytes(), digest);
  }
}
