package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.desk.Samples.NOON;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CaseVersion;
import org.sanwei.routes.message.DeskEntry;
import org.sanwei.routes.message.Reception;

/** A 12345 order pushed again is a new version of one case; a closed one shows its number only. */
class CaseVersionsTest {
  private final TestDesk desk = new TestDesk();
  private final Person officer = desk.person("zhiban", "李值守", Role.DUTY_OFFICER);

  @Test
  void aLaterArrivalOfACaseSaysSoAndLinksToTheOthers() {
    ArrivalId first = open("key-1", "RX-1", "1", "新建");
    ArrivalId other = open("key-2", "RX-2", "1", "新建");
    ArrivalId second = open("key-1", "RX-1", "2", "已办结");
    ArrivalId alone = open(null, "", "", "");

    Item item = view(second);
    assertThat(item.row().casePlace()).isEqualTo(2);
    assertThat(item.versions()).extracting(CaseVersions.Version::id).containsExactly(first, second);
    assertThat(item.versions().get(0).said()).isEqualTo(new CaseVersions.Said("RX-1", "1", "新建"));
    assertThat(view(other).row().casePlace()).isEqualTo(1);
    assertThat(view(alone).row().casePlace()).isZero();
    assertThat(desk.inbox.list(officer, Filter.ALL, "", null, 10))
        .extracting(Row::casePlace)
        .containsExactly(0, 2, 1, 1);
  }

  @Test
  void ofManyVersionsTheNewestAreShownAndTheOneThatIsLookedAt() throws Exception {
    // given
    ArrivalId oldest = open("key-1", "RX-1", "1", "新建");
    ArrivalId newest = oldest;
    for (int i = 2; i <= CaseVersions.MOST + 3; i++) {
      newest = open("key-1", "RX-1", "" + i, "办理中");
    }

    // then
    List<CaseVersions.Version> ofTheNewest = view(newest).versions();
    assertThat(ofTheNewest).hasSize(CaseVersions.MOST);
    assertThat(ofTheNewest.get(0).place()).isEqualTo(4);
    assertThat(ofTheNewest.get(CaseVersions.MOST - 1).id()).isEqualTo(newest);
    assertThat(ofTheNewest.get(CaseVersions.MOST - 1).place()).isEqualTo(CaseVersions.MOST + 3);
    List<CaseVersions.Version> ofTheOldest = view(oldest).versions();
    assertThat(ofTheOldest).hasSize(CaseVersions.MOST);
    assertThat(ofTheOldest.get(0).id()).isEqualTo(oldest);
    assertThat(ofTheOldest.get(1).place()).isEqualTo(5);
  }

  @Test
  void aClosedVersionIsANumberAndTheCaseIdStandsNowhereBesideIt() throws Exception {
    ArrivalId closed = newId();
    Reception reception = reception(closed, NOON, ChannelKind.HOTLINE);
    DeskEntry.Card card = Samples.card(reception, Outcome.CLASSIFIED, "mark");
    desk.register.settle(new DeskEntry.Card(card.standing(), card.envelope(), "key-1"));
    ArrivalId second = open("key-1", "RX-1", "2", "办理中");

    CaseVersions.Version shown = view(second).versions().get(0);
    assertThat(shown.id()).isEqualTo(closed);
    assertThat(shown.said()).isNull();
    assertThat(
            desk.jdbc
                .sql("select to_jsonb(item)::text from item where arrival_id = ?")
                .param(closed.hex())
                .query(String.class)
                .single())
        .doesNotContain("RX-1");
    JsonNode json =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .valueToTree(ItemJson.of(view(closed)));
    assertThat(json.path("case").path("place").asInt()).isEqualTo(1);
    assertThat(json.path("case").path("versions").get(0).path("caseId").isMissingNode()).isTrue();
    assertThat(json.path("case").path("versions").get(1).path("version").asText()).isEqualTo("2");
  }

  private ArrivalId open(@Nullable String key, String caseId, String version, String status) {
    ArrivalId id = newId();
    DeskEntry.OpenItem item = Samples.open(reception(id, NOON, ChannelKind.HOTLINE), "停水", "六百户停水");
    CaseVersion mark = key == null ? null : new CaseVersion(key, caseId, version, status);
    desk.register.settle(
        new DeskEntry.OpenItem(
            item.standing(),
            item.subject(),
            item.sender(),
            item.parts(),
            List.of(),
            List.of(),
            item.salt(),
            mark,
            List.of()));
    return id;
  }

  private Item view(ArrivalId id) {
    return desk.inbox.view(officer, ItemRef.of(id)).orElseThrow();
  }
}
