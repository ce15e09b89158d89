package org.sanwei.routes.read.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.UnreadReason;
import org.sanwei.routes.read.raster.PageRaster;

class DoubtsTest {
  private static final FoundLine BODY =
      FoundLine.of(new TextBox(850, 1500, 1200, 55, 0, 0.9), reading("请各县立即组织拉网式排查确保安全", 0.99f));

  @Test
  void aHeadThatIsSureRaisesNone() {
    assertThat(doubts(head("特急", 0.99f))).isEmpty();
  }

  @Test
  void aShortLineThatIsNotSureIsADoubt() {
    assertThat(doubts(head("客地", 0.4f))).containsExactly(Doubt.WEAK_HEAD);
  }

  @Test
  void aFaintDocumentNumberIsNone() {
    assertThat(doubts(head("某府〔2026〕1号", 0.4f))).isEmpty();
  }

  @Test
  void whatIsLeftOfAMarkIsADoubtHoweverSureTheModelIs() {
    assertThat(doubts(head("机", 0.98f))).containsExactly(Doubt.REMAINS_OF_MARK);
    assertThat(doubts(head("安10年", 0.93f))).containsExactly(Doubt.REMAINS_OF_MARK);
  }

  @Test
  void aMarkReadWholeIsForThePolicy() {
    assertThat(doubts(head("机密★10年", 0.9f))).isEmpty();
  }

  @Test
  void anotherReadingThatIsLeftOfAMarkCountsToo() {
    FoundLine line = head("的10米", 0.9f);
    FoundLine both = line.with(line.reading(), List.of(reading("密10米", 0.6f)));

    assertThat(doubts(both)).contains(Doubt.REMAINS_OF_MARK);
  }

  @Test
  void inkLikeWritingWhereNoLineWasFoundIsADoubt() {
    byte[] grey = white();
    for (int y = 300; y < 360; y++) {
      for (int x = 100; x < 160; x++) {
        grey[y * 1700 + x] = (byte) (x % 20 < 12 || y % 30 < 6 ? 0 : 255);
      }
    }

    assertThat(Doubts.of(page(grey), PageKind.TEXT, List.of(head("特急", 0.99f))))
        .containsExactly(Doubt.HEAD_INK);
  }

  @Test
  void theEndOfABarThatReachesOutOfTheHeadIsNoWriting() {
    byte[] grey = white();
    for (int y = 700; y < 1100; y++) {
      for (int x = 100; x < 190; x++) {
        grey[y * 1700 + x] = (byte) (x % 2 == y % 2 ? 0 : 255);
      }
    }

    assertThat(Doubts.of(page(grey), PageKind.TEXT, List.of(head("特急", 0.99f)))).isEmpty();
  }

  @Test
  void oneSpeckInWhichNothingIsReadIsDirtAndTwoBesideEachOtherAreADoubt() {
    FoundLine speck = speck(400);
    FoundLine beside = speck(900);

    assertThat(Doubts.of(page(white()), PageKind.TEXT, List.of(speck, BODY))).isEmpty();
    assertThat(Doubts.of(page(white()), PageKind.TEXT, List.of(speck, beside, BODY)))
        .containsExactly(Doubt.WEAK_HEAD);
  }

  @Test
  void aFaintUrgencyIsNoDoubtWhereNoMarkWouldFitAsWell() {
    assertThat(doubts(faint("加念", new KnownWords.Fit("加急", -3)))).isEmpty();
    assertThat(doubts(faint("加念", new KnownWords.Fit("机密", -3)))).isNotEmpty();
    assertThat(doubts(faint("加念", new KnownWords.Fit("加急", -7)))).containsExactly(Doubt.WEAK_HEAD);
  }

  @Test
  void aFaintFieldIsNoDoubtUnlessThereIsRoomForMoreInItsBox() {
    TextBox wide = new TextBox(300, 250, 330, 55, 0, 0.9);
    FoundLine more = FoundLine.of(wide, reading("密级：", 0.5f)).in(Zone.HEAD_LEFT);

    assertThat(doubts(head("缓急", 0.5f))).isEmpty();
    assertThat(doubts(more)).containsExactly(Doubt.WEAK_HEAD);
  }

  @Test
  void aFaintLineOfWhichEveryReadingFitsAnUrgencyIsNoDoubt() {
    FoundLine line = faint("特摄", new KnownWords.Fit("特提", -6));
    Reading same = faint("特感", new KnownWords.Fit("特急", -7)).reading();

    assertThat(doubts(line.with(line.reading(), List.of(same)))).isEmpty();
    assertThat(doubts(line.with(line.reading(), List.of(reading("待惑", 0.5f)))))
        .containsExactly(Doubt.WEAK_HEAD);
  }

  @Test
  void everyDoubtHasAReasonToHold() {
    assertThat(Doubt.values())
        .extracting(Doubt::reason)
        .isSubsetOf(UnreadReason.UNSURE, UnreadReason.MARK_LIKE, UnreadReason.CUT_SHORT);
  }

  private static java.util.Set<Doubt> doubts(FoundLine line) {
    return Doubts.of(page(white()), PageKind.TEXT, List.of(line, BODY));
  }

  private static PageRaster page(byte[] grey) {
    return new PageRaster(1700, 2300, grey, null, 200);
  }

  private static FoundLine speck(double x) {
    return FoundLine.of(new TextBox(x, 250, 40, 38, 0, 0.9), Reading.UNREAD).in(Zone.HEAD_LEFT);
  }

  private static FoundLine faint(String text, KnownWords.Fit known) {
    float[] sure = {0.55f, 0.5f};
    TextBox box = new TextBox(300, 250, 100, 55, 0, 0.9);
    return FoundLine.of(box, new Reading(text, sure, new float[2], known)).in(Zone.HEAD_LEFT);
  }

  private static byte[] white() {
    byte[] grey = new byte[1700 * 2300];
    Arrays.fill(grey, (byte) 255);
    return grey;
  }

  private static FoundLine head(String text, float sure) {
    int count = text.codePointCount(0, text.length());
    TextBox box = new TextBox(300, 250, count * 50.0, 55, 0, 0.9);
    return FoundLine.of(box, reading(text, sure)).in(Zone.HEAD_LEFT);
  }

  private static Reading reading(String text, float sure) {
    float[] all = new float[text.codePointCount(0, text.length())];
    Arrays.fill(all, sure);
    return new Reading(text, all, new float[all.length], null);
  }
}
