package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherAct;
import org.sanwei.routes.message.CipherAct.Kind;
import org.sanwei.routes.message.CipherAct.Wording;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.SignedAct;
import org.sanwei.routes.message.Wire;

/**
 * What officers decide of an item on their line (DESIGN §2, ways out): a reading and a confirmation
 * by one, a clearance and an order by two. The first officer's proposal is sealed to the colleagues
 * alone; only what two have signed can be opened by the gateway.
 */
public final class CipherActs {
  /** What the officers' door takes in one piece, less the envelopes around it. */
  private static final int MOST_BYTES = 96 * 1024;

  private static final Duration ALONE = Duration.ofHours(1);

  private final CipherDeskSettings settings;
  private final PersonalKey key;
  private final OfficersPost post;
  private final PendingActs pending;
  private final LineView line;
  private final ItemAtHand items;
  private final CipherDesk desk;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  CipherActs(
      CipherDeskSettings settings,
      PersonalKey key,
      OfficerCertificate gateway,
      CipherDesk desk,
      Clock clock) {
    this.settings = settings;
    this.key = key;
    CipherEnvelopeVerifier verifier = new CipherEnvelopeVerifier(Set.of(gateway));
    this.line = new LineView(settings, verifier);
    this.items = new ItemAtHand(line, new ReceivedEnvelopes(settings.received()), verifier, key);
    this.post = new OfficersPost(settings, key, gateway, clock, random);
    this.pending = new PendingActs(settings, key, line, verifier, clock);
    this.desk = desk;
    this.clock = clock;
  }

  /**
   * What a clearance or an order says.
   *
   * @param text the wording to release; null releases what was read of the item
   * @param urgency null keeps what the item had
   * @param overrides ids of the rules whose findings are set aside
   * @param notice the originating organ's notice; an order needs one
   */
  public record Decision(
      @Nullable Path text,
      Sensitivity sensitivity,
      @Nullable Urgency urgency,
      List<String> overrides,
      @Nullable String notice) {
    public Decision {
      overrides = List.copyOf(overrides);
    }
  }

  /** 识读: gives the gateway the words of an item that no machine could read. */
  public int read(String idStart, Path text, PrintWriter out) throws IOException {
    ItemAtHand.Found found = items.find(idStart);
    List<Part> parts = found.readable();
    parts.add(new Part("识读", Place.BODY, words(text)));
    Wording wording = found.wording(parts);
    if (line.items().containsKey(found.header().id())) {
      desk.receipt(found.header().id(), out);
    }
    post.toGateway(
        found.header(), signed(act(Kind.READ, found, wording, null, List.of(), null), null));
    out.println("识读已送达网关，将按规则判定，结果见值班台件卡 / sent; the rules judge it now");
    return 0;
  }

  /** 确认: a suspect item is classified, and at which level. */
  public int confirm(String idStart, Sensitivity level, PrintWriter out) {
    ItemAtHand.Found found = items.find(idStart);
    Label label = new Label(level, Urgency.NONE, null);
    post.toGateway(
        found.header(), signed(act(Kind.CONFIRM, found, null, label, List.of(), null), null));
    out.println("确认已送达网关，结果见值班台件卡 / sent; the item's card shows it");
    out.println(
        "件若已被识读公开，确认不起作用：请值班台把它“升密”，再确认\n"
            + "    / an item that a reading has opened meanwhile is not touched: have the desk raise it");
    return 0;
  }

  /** 解除 or 命令, the first signature: the other officers of the line find it on their lists. */
  public int propose(Kind kind, String idStart, Decision decision, PrintWriter out)
      throws IOException {
    ItemAtHand.Found found = items.find(idStart);
    Dossier dossier = found.dossier();
    List<Part> parts = found.readable();
    if (decision.text() != null) {
      parts = List.of(new Part("正文", Place.BODY, words(decision.text())));
    }
    Urgency urgency =
        decision.urgency() == null ? dossier.verdict().label().urgency() : decision.urgency();
    Label label = new Label(decision.sensitivity(), urgency, null);
    byte[] act =
        act(kind, found, found.wording(parts), label, decision.overrides(), decision.notice());
    byte[] first = post.sealedToGateway(found.header(), signed(act, null));
    Proposal proposal = new Proposal(Proposal.VERSION, act, first);
    List<OfficerCertificate> officers =
        new ArrayList<>(Colleagues.read(settings.colleagues(), clock));
    officers.removeIf(one -> one.keyIdentifier().equals(key.certificate().keyIdentifier()));
    officers.add(key.certificate());
    post.toOfficers(found.header(), proposal, officers);
    out.printf(
        "已提出，待另一名机要员会签 / proposed; another officer signs with:%n    cipher-desk %s %s%n",
        kind.word(), found.header().id().substring(0, 12));
    return 0;
  }

  /** Shows what waits for a second signature; false when nothing of another officer does. */
  public boolean show(Kind kind, String idStart, PrintWriter out) {
    List<PendingActs.Pending> waiting = pending.find(kind, idStart);
    waiting.forEach(one -> one.print(out));
    return !waiting.isEmpty();
  }

  /**
   * The second signature, under exactly the act of this digest. The whole of it: the first officer
   * could search for two acts that share a part of theirs, and show one for the other.
   */
  public int countersign(Kind kind, String idStart, String digest, PrintWriter out) {
    PendingActs.Pending theirs =
        pending.find(kind, idStart).stream()
            .filter(one -> one.digest().equals(digest))
            .findFirst()
            .orElseThrow(
                () ->
                    new CipherDeskTrouble(
                        "no act of another officer with this digest waits for a signature",
                        "run cipher-desk " + kind.word() + " ID and read what it shows"));
    EnvelopeHeader header = theirs.waiting().header();
    if (line.items().containsKey(header.id())) {
      desk.receipt(header.id(), out);
    }
    post.toGateway(header, signed(theirs.proposal().act(), theirs.proposal().first()));
    out.println(
        Looking.until(() -> line.proposals(header.id()).isEmpty(), clock)
            ? "已生效，件已退回值班台或改了密级 / carried out"
            : "会签已送达，尚未生效；被拒的原因见件卡 / sent; when refused the card says why");
    return 0;
  }

  private byte[] act(
      Kind kind,
      ItemAtHand.Found found,
      @Nullable Wording wording,
      @Nullable Label label,
      List<String> overrides,
      @Nullable String notice) {
    Instant now = clock.instant();
    byte[] act =
        Wire.encode(
            new CipherAct(
                CipherAct.VERSION,
                kind,
                new ArrivalId(found.header().id()),
                found.header().line(),
                Sm3.hex(found.envelope()),
                chance(),
                chance(),
                now,
                now.plus(kind.officers() == 1 ? ALONE : CipherAct.LONGEST),
                wording,
                label,
                overrides,
                notice));
    if (act.length > MOST_BYTES) {
      throw new CipherDeskTrouble(
          "the wording is larger than " + MOST_BYTES + " bytes", "release less, with --text FILE");
    }
    return act;
  }

  private String chance() {
    byte[] some = new byte[16];
    random.nextBytes(some);
    return HexFormat.of().formatHex(some);
  }

  private static byte[] signed(byte[] act, byte @Nullable [] first) {
    return Wire.encode(new SignedAct(SignedAct.VERSION, act, first));
  }

  private static String words(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    try {
      String words =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      if (words.isBlank()) {
        throw new CipherDeskTrouble(file + " is empty", "write into it what may be read");
      }
      return words;
    } catch (CharacterCodingException e) {
      throw new CipherDeskTrouble(file + " is not UTF-8", "save the text as UTF-8");
    }
  }
}
