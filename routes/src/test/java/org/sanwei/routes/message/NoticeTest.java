package org.sanwei.routes.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanwei.routes.message.Defect.Kind;

class NoticeTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Instant AT = Instant.parse("2026-11-22T18:05:13Z");

  @Test
  void aReceiptSaysTheNumberAndTheTimeAndNothingElse() {
    assertThat(new Notice.Received(2026, 412, AT).words(ZONE))
        .isEqualTo("已收到。受理号 2026-0412，接报时间 2026-11-23 02:05。");
  }

  @Test
  void aRequestNamesEverythingThatIsMissingAtOnce() {
    List<Defect> missing = List.of(Defect.of(Kind.PAGES_MISSING, 2, 5), Defect.of(Kind.ENCRYPTED));

    assertThat(new Notice.Resend(2026, 7, AT, missing).words(ZONE))
        .isEqualTo("请重发。受理号 2026-0007，接报时间 2026-11-23 02:05。缺：页数不全（收2页，共5页）；附件加密。");
    assertThatThrownBy(() -> new Notice.Resend(2026, 7, AT, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The whole proof that no word of a sender's goes out: there is no place for one. */
  @Test
  void nothingThatANoticeIsMadeOfCanHoldAWordFromOutside() {
    List<Type> leaves = new ArrayList<>();

    for (Class<?> notice : Notice.class.getPermittedSubclasses()) {
      leaves(notice, leaves);
    }

    assertThat(leaves)
        .allSatisfy(
            leaf ->
                assertThat(leaf == int.class || leaf == Instant.class || leaf == Kind.class)
                    .as(leaf.getTypeName())
                    .isTrue());
  }

  private static void leaves(Class<?> record, List<Type> leaves) {
    for (RecordComponent component : record.getRecordComponents()) {
      Type type = component.getGenericType();
      if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
        type = list.getActualTypeArguments()[0];
      }
      if (type instanceof Class<?> inner && inner.isRecord()) {
        leaves(inner, leaves);
      } else {
        leaves.add(type);
      }
    }
  }

  @Test
  void everyDefectReadsBackFromItsCode() {
    List<Defect> all =
        Arrays.stream(Kind.values())
            .map(kind -> kind.counts() ? Defect.of(kind, 0, 3) : Defect.of(kind))
            .toList();

    assertThat(all).allSatisfy(one -> assertThat(Defect.parse(one.code())).isEqualTo(one));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "NOTHING",
        "ENCRYPTED:1/2",
        "PAGES_MISSING",
        "PAGES_MISSING:2",
        "PAGES_MISSING:-1/2",
        "PAGES_MISSING:a/b",
        "PAGES_MISSING:1/2/3",
        "PAGES_MISSING:1/999999",
        "encrypted"
      })
  void whatIsNoCodeIsRefusedWithoutRepeatingIt(String code) {
    assertThatThrownBy(() -> Defect.parse(code))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no code of a defect");
  }

  @ParameterizedTest
  @CsvSource({"PAGES_MISSING, -1, 2", "ENCRYPTED, 1, 0", "SEGMENTS_MISSING, 1, 100000"})
  void countsBelongToWhatIsCounted(Kind kind, int have, int of) {
    assertThatThrownBy(() -> new Defect(kind, have, of))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
