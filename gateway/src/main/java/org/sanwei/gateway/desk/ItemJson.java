package org.sanwei.gateway.desk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Part;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.gateway.words.Highlight;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.MailNature;

/**
 * An arrival in the interface. {@code outcome} is absent while it waits to be judged; {@code
 * subject}, {@code sender}, {@code opening} are there for open ones only; {@code content} and
 * {@code trail} when one item was asked for. {@code repeatOf} is an equal arrival shortly before
 * it, {@code repeats} how many equal ones came shortly after; absent for what stands alone.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ItemJson(
    String id,
    int year,
    int number,
    String channel,
    ChannelKind kind,
    Instant receivedAt,
    @Nullable Outcome outcome,
    String reason,
    Sensitivity sensitivity,
    Urgency urgency,
    @Nullable String line,
    List<String> rules,
    @Nullable String policy,
    int pages,
    SizeClass sizeClass,
    @Nullable MailNature nature,
    @Nullable String subject,
    @Nullable String sender,
    @Nullable String opening,
    String move,
    State state,
    @Nullable UUID owner,
    @Nullable String ownerName,
    int version,
    Row.@Nullable Receipt receipt,
    @JsonProperty("case") @Nullable CaseJson caseJson,
    @Nullable RepeatJson repeatOf,
    @Nullable Integer repeats,
    @Nullable Content content,
    @Nullable List<Passed> trail) {

  /** What an open item says. */
  record Content(
      List<Part> parts, List<EvidenceJson> evidence, List<Item.AttachmentFacts> attachments) {}

  /** A match with the words it found, cut from the part. */
  record EvidenceJson(String rule, String part, int start, int end, String excerpt) {}

  /** One step from the ledger; {@code act} and {@code reason} for officers' acts only. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Passed(
      String step, Instant at, String actor, @Nullable String act, @Nullable String reason) {
    static Passed of(LedgerEvent e) {
      boolean refused = e.step() == LedgerEvent.Step.ACT_REFUSED;
      return new Passed(
          e.step().name(),
          e.at(),
          e.actor(),
          e.facts().get("act"),
          refused ? e.facts().get("reason") : null);
    }
  }

  /**
   * The case it is a version of. {@code place} is its place among the arrivals of the case; {@code
   * versions} are there when one item was asked for.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CaseJson(int place, @Nullable List<VersionJson> versions) {}

  /** One arrival of the case; what an open one says of itself is absent for the others. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record VersionJson(
      String id,
      int year,
      int number,
      @Nullable Outcome outcome,
      @Nullable String caseId,
      @Nullable String version,
      @Nullable String status) {
    static VersionJson of(CaseVersions.Version one) {
      CaseVersions.Said said = one.said();
      return new VersionJson(
          one.id().hex(),
          one.year(),
          one.number(),
          one.outcome(),
          said == null ? null : said.caseId(),
          said == null ? null : said.version(),
          said == null ? null : said.status());
    }

    @Override
    public String toString() {
      return "VersionJson[" + id + "]";
    }
  }

  /** The arrival that it may be a repeat of. */
  record RepeatJson(String id, int year, int number) {
    static @Nullable RepeatJson of(Row.@Nullable First first) {
      return first == null
          ? null
          : new RepeatJson(first.id().hex(), first.cursor().year(), first.cursor().number());
    }
  }

  static ItemJson of(Row row) {
    return of(row, null, null, null);
  }

  static ItemJson of(Item item) {
    List<Passed> trail = item.trail().stream().map(Passed::of).toList();
    List<VersionJson> versions = item.versions().stream().map(VersionJson::of).toList();
    return of(item.row(), item.row().isOpen() ? content(item) : null, trail, versions);
  }

  private static Content content(Item item) {
    List<EvidenceJson> evidence =
        item.evidence().stream()
            .map(
                match ->
                    new EvidenceJson(
                        match.rule(),
                        match.part(),
                        match.start(),
                        match.end(),
                        Highlight.excerpt(item.parts(), match)))
            .toList();
    return new Content(item.parts(), evidence, item.attachments());
  }

  private static ItemJson of(
      Row row,
      @Nullable Content content,
      @Nullable List<Passed> trail,
      @Nullable List<VersionJson> versions) {
    Row.Words words = row.words();
    Row.Work work = row.work();
    return new ItemJson(
        row.id().hex(),
        row.year(),
        row.number(),
        row.channel(),
        row.kind(),
        row.receivedAt(),
        row.outcome(),
        row.reason(),
        row.sensitivity(),
        row.urgency(),
        row.line(),
        row.rules(),
        row.policy(),
        row.pages(),
        row.sizeClass(),
        row.nature(),
        words == null ? null : words.subject(),
        words == null ? null : words.sender(),
        words == null ? null : words.opening(),
        row.move(),
        work.state(),
        work.owner(),
        work.ownerName(),
        work.version(),
        row.receipt(),
        row.casePlace() == 0 ? null : new CaseJson(row.casePlace(), versions),
        RepeatJson.of(row.repeat().first()),
        row.repeat().count() == 0 ? null : row.repeat().count(),
        content,
        trail);
  }

  @Override
  public String toString() {
    return "ItemJson[" + id + "]";
  }
}
