package org.sanwei.routes.intake.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.FaxFile;

/** One file of pages is one arrival, with what the device tells of it. */
final class FaxFileTaker implements FileTaker {
  private final String channel;
  private final FaxFacts facts;
  private final @Nullable String companion;
  private final long maxBytes;
  private final Intake intake;
  private final Clock clock;

  FaxFileTaker(String channel, Folder.Facts facts, long maxBytes, Intake intake, Clock clock) {
    this.channel = channel;
    this.facts = new FaxFacts(facts);
    this.companion = facts.companion();
    this.maxBytes = maxBytes;
    this.intake = intake;
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
    return file.sizeBytes() > maxBytes ? stub(file) : whole(file, companions);
  }

  private Optional<Done> whole(DroppedFile file, List<DroppedFile> companions) throws IOException {
    Optional<byte[]> pages = file.bytes();
    Map<String, String> told = new TreeMap<>();
    for (DroppedFile each : companions) {
      Optional<byte[]> bytes = each.bytes();
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      told.putAll(facts.inCompanion(bytes.get()));
    }
    if (pages.isEmpty()) {
      return Optional.empty();
    }
    String name = FileName.of(file.path());
    told.putAll(facts.inName(name));
    told.put("fileName", name);
    SourceIdentity identity = identity(file, Sm3.hex(pages.get()));
    byte[] body = new FaxFile(told, pages.get()).encoded();
    return Optional.of(accept(file, identity, FaxFile.MEDIA_TYPE, body, companions));
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
