package org.sanwei.routes.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.Folder;
import org.sanwei.config.policy.Folder.Fact;
import org.sanwei.crypto.key.PieceKey;
import org.sanwei.crypto.key.PieceOpened;
import org.sanwei.crypto.key.PieceOpener;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.DurableQueue;
import org.sanwei.routes.read.ReadResult;

/** Faxes dropped as files: taken when complete, sealed, deleted, each with its receipt. */
class FaxFolderTest {
  private static final byte[] TIFF = {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0};

  private Dropping drop;

  @BeforeEach
  void start(@TempDir Path directory) {
    drop = new Dropping(directory);
  }

  @AfterEach
  void stop() {
    drop.close();
  }

  @Test
  void aCompleteFileIsSealedDeletedAndReceiptedWithoutItsName() throws Exception {
    drop.drop("fax-canary.tif", TIFF);

    Map<Drop, Integer> fates = drop.quietLook(drop.fax(Folder.Facts.NONE));

    assertThat(fates).containsEntry(Drop.TAKEN, 1);
    assertThat(drop.left()).isEmpty();
    RawArrival arrival = drop.arrivals().get(0);
    ReadResult read = drop.read(arrival);
    assertThat(read.attachments().get(0).bytes()).isEqualTo(TIFF);
    assertThat(read.content().unread()).isNotEmpty();
    assertThat(drop.receipts()).hasSize(1);
    assertThat(drop.receipts().get(0)).hasFileName(arrival.id() + ".json");
    assertThat(Files.readString(drop.receipts().get(0)))
        .contains(arrival.id().hex(), "\"sizeBytes\":14")
        .doesNotContain("canary");
  }

  @Test
  void whoeverWatchesIsToldOnceThatTheFolderIsGoneAndOnceThatItIsBack() throws Exception {
    FolderWatch watch = drop.fax(Folder.Facts.NONE);
    watch.look();
    Path away = drop.folder.resolveSibling("away");
    Files.move(drop.folder, away);
    // A folder of that name that is none: the watch would make one that is missing.
    Files.createFile(drop.folder);

    watch.look();
    watch.look();
    assertThat(drop.troubles).containsExactly(true);

    Files.delete(drop.folder);
    Files.move(away, drop.folder);
    watch.look();
    watch.look();
    assertThat(drop.troubles).containsExactly(true, false);
  }

  @Test
  void aFileThatStillGrowsIsNotTaken() throws Exception {
    FolderWatch watch = drop.fax(Folder.Facts.NONE);
    Path file = drop.drop("a.tif", TIFF);
    watch.look();
    drop.clock.passes(Dropping.QUIET.minusSeconds(1));
    Files.write(file, TIFF, StandardOpenOption.APPEND);
    watch.look();
    drop.clock.passes(Dropping.QUIET.minusSeconds(1));

    assertThat(watch.look()).containsEntry(Drop.WAITING, 1);
    drop.clock.passes(Dropping.QUIET);

    assertThat(watch.look()).containsEntry(Drop.TAKEN, 1);
    assertThat(drop.read(drop.arrivals().get(0)).attachments().get(0).bytes()).hasSize(28);
  }

  @Test
  void aFileThatWasRenamedIntoPlaceIsTakenAtOnce() throws Exception {
    FolderWatch watch = drop.fax(Folder.Facts.NONE);
    Path unfinished = drop.drop("a.tif.part", TIFF);
    assertThat(watch.look()).containsEntry(Drop.WAITING, 1);

    Files.move(unfinished, drop.folder.resolve("a.tif"));

    assertThat(watch.look()).containsEntry(Drop.TAKEN, 1);
  }

  @Test
  void aFileThatIsNotWhatTheUnfinishedOneWasMustBeQuietFirst() throws Exception {
    FolderWatch watch = drop.fax(Folder.Facts.NONE);
    Path unfinished = drop.drop("a.tif.part", new byte[] {1});
    assertThat(watch.look()).containsEntry(Drop.WAITING, 1);

    // The same inode with another content, as when the file system uses a number again.
    Files.write(unfinished, TIFF);
    Files.move(unfinished, drop.folder.resolve("b.tif"));

    assertThat(watch.look()).doesNotContainKey(Drop.TAKEN);
  }

  @Test
  void aKillBetweenTheWriteAndTheDeletingGivesTheSameIdAgain() throws Exception {
    Path file = drop.drop("a.tif", TIFF);
    Path kept = drop.folder.resolveSibling("kept");
    Files.createLink(kept, file);
    // The file that was not deleted yet is the same inode with the same time.
    FaxFileTaker taker =
        new FaxFileTaker(
            "fax-folder",
            Folder.Facts.NONE,
            1_000_000,
            drop.given.intake(new DurableQueue(drop.broker.connections())),
            drop.given.largeIntake(new DurableQueue(drop.broker.connections()), 0),
            drop.clock);
    taker.take(DroppedFile.look(file).orElseThrow(), List.of());
    Files.delete(kept);

    drop.quietLook(drop.fax(Folder.Facts.NONE));

    assertThat(drop.arrivals()).hasSize(2);
    assertThat(drop.arrivals().stream().map(RawArrival::id).distinct()).hasSize(1);
    assertThat(drop.left()).isEmpty();
  }

  @Test
  void theDevicesFactsComeFromTheNameAndTheCompanion() throws Exception {
    Folder.Facts facts =
        new Folder.Facts(
            Pattern.compile("fax-(?P<caller>[0-9]+)-.*"),
            ".txt",
            Map.of(Fact.PAGES, "received", Fact.PAGES_SENT, "total", Fact.ERROR, "reason"));
    drop.drop("fax-05468331234-7.tif", TIFF);
    drop.drop("fax-05468331234-7.txt", "received=2\ntotal=3\nreason=线路中断\ndevice=一号机\n");

    drop.quietLook(drop.fax(facts));

    assertThat(drop.left()).as("taken and deleted together").isEmpty();
    ReadResult read = drop.read(drop.arrivals().get(0));
    assertThat(read.sender()).isEqualTo("05468331234");
    assertThat(read.content().parts().stream().filter(p -> p.name().equals("facts")).findFirst())
        .hasValueSatisfying(
            part ->
                assertThat(part.text())
                    .contains("来电号码：05468331234", "可能缺页", "接收错误：线路中断", "device：一号机"));
  }

  @Test
  void aFileWaitsForItsCompanionAndNotForEver() throws Exception {
    Folder.Facts facts = new Folder.Facts(null, ".txt", Map.of());
    FolderWatch watch = drop.fax(facts);
    drop.drop("a.tif", TIFF);

    assertThat(drop.quietLook(watch)).containsEntry(Drop.WAITING, 1);
    drop.clock.passes(Dropping.QUIET);

    assertThat(watch.look()).containsEntry(Drop.TAKEN, 1);
  }

  @Test
  void aFileLargerThanTheLimitIsHeldByItsStubAndMovedAside() throws Exception {
    drop.drop("a.pdf", "x".repeat(2000));
    FolderWatch watch =
        drop.watch(
            ChannelKind.FAX, drop.folder(".*\\.pdf", Folder.Facts.NONE, Folder.Columns.NONE), 1000);

    assertThat(drop.quietLook(watch)).containsEntry(Drop.REFUSED, 1);

    RawArrival arrival = drop.arrivals().get(0);
    assertThat(drop.left()).isEmpty();
    assertThat(drop.folder.resolve("refused").resolve(arrival.id().hex())).hasSize(2000);
    assertThat(drop.read(arrival).content().unread()).isNotEmpty();
  }

  @Test
  void aFileAboveTheLimitIsTakenInPiecesAndDeletedWithItsCompanion() throws Exception {
    drop.largeBytes = 10_000;
    drop.drop("a.pdf", "x".repeat(2000));
    drop.drop("a.txt", "caller=05468331234\n");
    Folder.Facts facts = new Folder.Facts(null, ".txt", Map.of());
    Folder folder = drop.folder(".*\\.pdf", facts, Folder.Columns.NONE);

    assertThat(drop.quietLook(drop.watch(ChannelKind.FAX, folder, 1000)))
        .containsEntry(Drop.TAKEN, 1);

    assertThat(drop.left()).isEmpty();
    RawArrival arrival = drop.arrivals().get(0);
    LargeBody manifest = LargeBody.in(arrival.mediaType(), arrival.body()).orElseThrow();
    assertThat(manifest.sizeBytes()).isEqualTo(2000);
    assertThat(drop.broker.depth(Addresses.PIECE)).isEqualTo(1);
    PieceOpener opener = new PieceOpener(PieceKey.of(manifest.body(), manifest.key()));
    PieceOpened piece = opener.open(drop.broker.bodies(Addresses.PIECE).get(0), 0);
    assertThat(((PieceOpened.Piece) piece).plain()).asString().isEqualTo("x".repeat(2000));
    ReadResult read = drop.read(arrival);
    assertThat(read.sender()).isEqualTo("05468331234");
    assertThat(read.content().unread()).isNotEmpty();
  }

  @Test
  void whileTheBrokerTakesNothingALargeFileStaysAndThenHasTheIdOfASmallOne() throws Exception {
    drop.largeBytes = 10_000;
    Path file = drop.drop("a.pdf", "x".repeat(2000));
    Folder folder = drop.folder(".*\\.pdf", Folder.Facts.NONE, Folder.Columns.NONE);
    FolderWatch watch = drop.watch(ChannelKind.FAX, folder, 1000);
    drop.broker.close();
    assertThat(drop.quietLook(watch)).containsEntry(Drop.FAILED, 1);
    drop.restartBroker();
    new FaxFileTaker(
            "fax-folder",
            Folder.Facts.NONE,
            1_000_000,
            drop.given.intake(new DurableQueue(drop.broker.connections())),
            drop.given.largeIntake(new DurableQueue(drop.broker.connections()), 0),
            drop.clock)
        .take(DroppedFile.look(file).orElseThrow(), List.of());

    drop.quietLook(drop.watch(ChannelKind.FAX, folder, 1000));

    assertThat(drop.left()).isEmpty();
    assertThat(drop.arrivals()).hasSize(2);
    assertThat(drop.arrivals().stream().map(RawArrival::id).distinct()).hasSize(1);
  }

  @Test
  void whileTheDiskIsFullALargeFileStaysAndASmallOneGoes() throws Exception {
    drop.largeBytes = 10_000;
    drop.full = true;
    drop.drop("a.pdf", "x".repeat(2000));
    drop.drop("b.pdf", "small");
    Folder folder = drop.folder(".*\\.pdf", Folder.Facts.NONE, Folder.Columns.NONE);
    FolderWatch watch = drop.watch(ChannelKind.FAX, folder, 1000);

    assertThat(drop.quietLook(watch)).containsEntry(Drop.FAILED, 1).containsEntry(Drop.TAKEN, 1);
    drop.full = false;

    assertThat(watch.look()).containsEntry(Drop.TAKEN, 1);
    assertThat(drop.left()).isEmpty();
  }

  @Test
  void whatLiesBesideAFileIsCountedInTheMemoryThatItWaitsFor() {
    DurableQueue queue = new DurableQueue(drop.broker.connections());
    FaxFileTaker taker =
        new FaxFileTaker(
            "fax-folder",
            Folder.Facts.NONE,
            1_000,
            drop.given.intake(queue),
            drop.given.largeIntake(queue, 10_000),
            drop.clock);

    assertThat(taker.heapBytes(1_000, 300)).isEqualTo(1_300);
    assertThat(taker.heapBytes(2_000, 300)).isEqualTo(LargeIntake.HEAP_BYTES + 300);
  }

  @Test
  void whatTheDeviceSaidOfAFileThatWasNotReadIsNotDeleted() throws Exception {
    drop.drop("a.pdf", "x".repeat(2000));
    Path said = drop.drop("a.txt", "received=2\ntotal=3\n");
    Folder.Facts facts = new Folder.Facts(null, ".txt", Map.of(Fact.PAGES, "received"));
    FolderWatch watch =
        drop.watch(ChannelKind.FAX, drop.folder(".*\\.pdf", facts, Folder.Columns.NONE), 1000);

    assertThat(drop.quietLook(watch)).containsEntry(Drop.REFUSED, 1);

    assertThat(said).hasContent("received=2\ntotal=3");
  }

  @Test
  void whatIsNoFileOfOursStaysWhereItIs(@TempDir Path elsewhere) throws Exception {
    Path secret = Files.write(elsewhere.resolve("secret"), TIFF);
    Files.createSymbolicLink(drop.folder.resolve("link.tif"), secret);
    Files.createLink(drop.folder.resolve("hard.tif"), secret);
    Files.createDirectory(drop.folder.resolve("directory.tif"));
    assertThat(new ProcessBuilder("mkfifo", drop.folder + "/pipe.tif").start().waitFor()).isZero();
    drop.drop(".hidden.tif", TIFF);
    drop.drop("notes.doc", TIFF);

    Map<Drop, Integer> fates = drop.quietLook(drop.fax(Folder.Facts.NONE));

    assertThat(fates)
        .containsEntry(Drop.NOT_A_FILE, 3)
        .containsEntry(Drop.HARD_LINKED, 1)
        .doesNotContainKey(Drop.TAKEN);
    assertThat(drop.arrivals()).isEmpty();
    assertThat(drop.left()).hasSize(6);
  }

  @Test
  void hostileNamesAreNamesAndNothingElse() throws Exception {
    drop.drop("a\nb ; rm -rf ..tif", TIFF);
    drop.drop("x".repeat(251) + ".tif", TIFF);
    drop.drop("%2e%2e%2fetc.tif", TIFF);
    // Bytes that are no UTF-8: only a shell can make such a name, whatever the locale.
    Process printf =
        new ProcessBuilder(
                "sh",
                "-c",
                "printf pages > \"$1/$(printf 'b\\377\\200d.tif')\"",
                "sh",
                drop.folder.toString())
            .start();
    assertThat(printf.waitFor()).isZero();

    assertThat(drop.quietLook(drop.fax(Folder.Facts.NONE))).containsEntry(Drop.TAKEN, 4);

    assertThat(drop.left()).isEmpty();
    assertThat(drop.receipts()).hasSize(4);
  }

  @Test
  void whileTheBrokerTakesNothingTheFileStays() throws Exception {
    FolderWatch watch = drop.fax(Folder.Facts.NONE);
    drop.drop("a.tif", TIFF);
    drop.broker.close();

    assertThat(drop.quietLook(watch)).containsEntry(Drop.FAILED, 1);
    assertThat(drop.left()).containsExactly("a.tif");

    drop.restartBroker();
    assertThat(drop.quietLook(drop.fax(Folder.Facts.NONE))).containsEntry(Drop.TAKEN, 1);
  }

  @Test
  void tenThousandFilesAreTakenInTurnsAndOthersInBetween() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      Files.createFile(drop.folder.resolve("other-" + i + ".doc"));
    }
    drop.drop("a.tif", "%PDF-".getBytes(StandardCharsets.UTF_8));

    Map<Drop, Integer> fates = drop.quietLook(drop.fax(Folder.Facts.NONE));

    assertThat(fates).containsEntry(Drop.TAKEN, 1).containsKey(Drop.PASSED_OVER);
  }
}
