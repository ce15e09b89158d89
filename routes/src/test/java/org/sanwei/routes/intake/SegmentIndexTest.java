package org.sanwei.routes.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.sanwei.routes.intake.SegmentIndex.Group;
import org.sanwei.routes.intake.SegmentIndex.Key;
import org.sanwei.routes.intake.SegmentIndex.Slot;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.sms.PartPlace;

class SegmentIndexTest {
  private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
  private static final Duration WAIT = Duration.ofMinutes(2);
  private final SegmentIndex index = new SegmentIndex();
  private int ids;

  @Test
  void aPartThatIsOnItsWayIsNeitherTakenTwiceNorCalledTaken() {
    // given
    Slot.Free first = (Slot.Free) place(key("1", 7), 1);

    // then
    assertThat(place(key("1", 7), 1)).isInstanceOf(Slot.Busy.class);
    assertThat(index.close(first.group())).isEmpty();

    // and once it is known how it ended
    index.stored(first.group(), 1, "d");
    assertThat(place(key("1", 7), 1)).isInstanceOf(Slot.Again.class);
    assertThat(index.close(first.group())).contains(1);
  }

  @Test
  void aPartThatCouldNotBeStoredIsFreeAgain() {
    // given
    Slot.Free first = (Slot.Free) place(key("1", 7), 1);

    // when
    index.failed(first.group(), 1, 100);

    // then
    assertThat(place(key("1", 7), 1))
        .isInstanceOfSatisfying(
            Slot.Free.class, again -> assertThat(again.group()).isSameAs(first.group()));
  }

  @Test
  void thousandsOfSendersMeetALimitAndWhatIsDueFreesIt() {
    // given
    for (int i = 0; i < SegmentIndex.MOST_PARTS; i++) {
      store(key("sender-" + i, 7), 1);
    }

    // then
    assertThat(place(key("another", 7), 1)).isInstanceOf(Slot.Full.class);
    assertThat(place(key("sender-3", 7), 1)).isInstanceOf(Slot.Again.class);

    // when
    List<Group> due = index.due(NOW.plus(WAIT));
    due.forEach(group -> index.gone(group, Map.of(1, "d"), NOW.plus(WAIT)));

    // then
    assertThat(due).hasSize(SegmentIndex.MOST_PARTS);
    assertThat(place(key("another", 7), 1)).isInstanceOf(Slot.Free.class);
  }

  @Test
  void aFewHugePartsMeetALimitToo() {
    int huge = (int) SegmentIndex.MOST_BYTES_OF_ONE_SENDER;
    int senders = (int) (SegmentIndex.MOST_BYTES / huge);

    for (int i = 0; i < senders; i++) {
      Key key = key("sender-" + i, 1);
      assertThat(index.place(key, 1, "d", huge, () -> group(key))).isInstanceOf(Slot.Free.class);
    }

    Key more = key("another", 1);
    assertThat(index.place(more, 1, "d", 1, () -> group(more))).isInstanceOf(Slot.Full.class);
  }

  @Test
  void oneSenderFillsItsOwnShareOnlyAndItsOldestTextIsHurriedOn() {
    // given
    Key flood = new Key("sms-in", "flood", "10690000", PartPlace.By.UDH_8, 7, 255);
    Key second = new Key("sms-in", "flood", "10690000", PartPlace.By.UDH_8, 8, 255);
    Key third = new Key("sms-in", "flood", "10690000", PartPlace.By.UDH_8, 9, 255);
    Group oldest = store(flood, 1);
    for (int part = 2; part <= 254; part++) {
      store(flood, part);
      store(second, part);
    }
    for (int part = 1; part <= 3; part++) {
      store(third, part);
    }

    // then
    assertThat(place(third, 4)).isInstanceOf(Slot.Full.class);
    assertThat(index.due(NOW)).containsExactly(oldest);
    assertThat(place(key("another", 7), 1)).isInstanceOf(Slot.Free.class);
    assertThat(place(flood, 255)).as("it completes a text").isInstanceOf(Slot.Free.class);
  }

  @Test
  void onlyAHalfOfWhatWentOnIsARepetition() {
    // given
    Group whole = store(key("1", 7), 1);
    index.gone(whole, Map.of(1, "a", 2, "b"), NOW);

    // then
    assertThat(index.repeated(whole.key, Map.of(2, "b"))).contains(whole.id);
    assertThat(index.repeated(whole.key, Map.of(2, "c"))).isEmpty();
    assertThat(index.repeated(whole.key, Map.of(1, "a", 2, "b"))).isEmpty();
    assertThat(index.repeated(key("2", 7), Map.of(2, "b"))).isEmpty();
  }

  @Test
  void whatWentOnIsForgottenInTime() {
    // given
    Group whole = store(key("1", 7), 1);
    index.gone(whole, Map.of(1, "a", 2, "b"), NOW);

    // then
    assertThat(index.toForget(NOW.plus(Duration.ofMinutes(9)))).isEmpty();
    assertThat(index.toForget(NOW.plus(Duration.ofMinutes(10)))).containsExactly(whole.id);
    assertThat(index.repeated(whole.key, Map.of(2, "b"))).isEmpty();
    index.forgotten(whole.id);
    assertThat(index.toForget(NOW.plus(Duration.ofMinutes(11)))).isEmpty();
  }

  @Test
  void nothingTellsANumber() {
    Group group = store(key("13800138000", 7), 1);

    assertThat(group.key.toString() + group + new Slot.Free(group)).doesNotContain("13800138000");
  }

  private Slot place(Key key, int part) {
    return index.place(key, part, "d", 100, () -> group(key));
  }

  private Group store(Key key, int part) {
    Group group = ((Slot.Free) place(key, part)).group();
    index.stored(group, part, "d");
    return group;
  }

  private Group group(Key key) {
    ArrivalId id = new ArrivalId(String.format(Locale.ROOT, "%032x", ++ids));
    return new Group(id, new UUID(0, ids), key, NOW, NOW.plus(WAIT));
  }

  private static Key key(String sender, int reference) {
    return new Key("sms-in", sender, "10690000", PartPlace.By.UDH_8, reference, 2);
  }
}
