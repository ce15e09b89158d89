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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.config.judge.Place;
import org.sanwei.config.label.Label;
import org.sanwei.config.label.Sensitivity;
import org.sanwei.config.label.Urgency;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeSealer;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.cipherdesk.LineView.Waiting;
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
  private final OfficerCertificate gateway;
  private final CipherEnvelopeVerifier verifier;
  private final LineView line;
  private final ReceivedEnvelopes received;
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
    this.gateway = gateway;
    this.verifier = new CipherEnvelopeVerifier(Set.of(gateway));
    this.line = new LineView(settings, verifier);
    this.received = new ReceivedEnvelopes(settings.received());
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

  private record Found(EnvelopeHeader header, byte[] envelope, Dossier dossier) {}

  private record Pending(Waiting waiting, String officer, Proposal proposal, CipherAct act) {
    String digest() {
      return Sm3.hex(proposal.act());
    }
  }

  /** 识读: gives the gateway the words of an item that no machine could read. */
  public int read(String idStart, Path text, PrintWriter out) throws IOException {
    Found found = find(idStart);
    List<Part> parts = readable(found.dossier());
    parts.add(new Part("识读", Place.BODY, words(text)));
    Wording wording = wording(found.dossier(), parts);
    if (line.items().containsKey(found.header().id())) {
      desk.receipt(found.header().id(), out);
    }
    send(found.header(), signed(act(Kind.READ, found, wording, null, List.of(), null), null));
    out.println("识读已送达网关，将按规则判定，结果见值班台件卡 / sent; the rules judge it now");
    return 0;
  }

  /** 确认: a suspect item is classified, and at which level. */
  public int confirm(String idStart, Sensitivity level, PrintWriter out) {
    Found found = find(idStart);
    Label label = new Label(level, Urgency.NONE, null);
    send(found.header(), signed(act(Kind.CONFIRM, found, null, label, List.of(), null), null));
    out.println("确认已送达网关，结果见值班台件卡 / sent; the item's card shows it");
    out.println(
        "件若已被识读公开，确认不起作用：请值班台把它“升密”，再确认\n"
            + "    / an item that a reading has opened meanwhile is not touched: have the desk raise it");
    return 0;
  }

  /** 解除 or 命令, the first signature: the other officers of the line find it on their lists. */
  public int propose(Kind kind, String idStart, Decision decision, PrintWriter out)
      throws IOException {
    Found found = find(idStart);
    Dossier dossier = found.dossier();
    List<Part> parts = readable(dossier);
    if (decision.text() != null) {
      parts = List.of(new Part("正文", Place.BODY, words(decision.text())));
    }
    Urgency urgency =
        decision.urgency() == null ? dossier.verdict().label().urgency() : decision.urgency();
    Label label = new Label(decision.sensitivity(), urgency, null);
    byte[] act =
        act(kind, found, wording(dossier, parts), label, decision.overrides(), decision.notice());
    byte[] first = sealed(about(found.header(), SignedAct.OUTCOME), signed(act, null), gateway());
    Proposal proposal = new Proposal(Proposal.VERSION, act, first);
    List<OfficerCertificate> officers =
        new ArrayList<>(Colleagues.read(settings.colleagues(), clock));
    officers.removeIf(one -> one.keyIdentifier().equals(key.certificate().keyIdentifier()));
    officers.add(key.certificate());
    deliver(sealed(about(found.header(), Proposal.OUTCOME), Wire.encode(proposal), officers));
    out.printf(
        "已提出，待另一名机要员会签 / proposed; another officer signs with:%n    cipher-desk %s %s%n",
        kind.word(), found.header().id().substring(0, 12));
    return 0;
  }

  /** Shows what waits for a second signature; false when nothing of another officer does. */
  public boolean show(Kind kind, String idStart, PrintWriter out) {
    List<Pending> pending = pending(kind, idStart);
    pending.forEach(one -> print(one, out));
    return !pending.isEmpty();
  }

  /**
   * The second signature, under exactly the act of this digest. The whole of it: the first officer
   * could search for two acts that share a part of theirs, and show one for the other.
   */
  public int countersign(Kind kind, String idStart, String digest, PrintWriter out) {
    Pending pending =
        pending(kind, idStart).stream()
            .filter(one -> one.digest().equals(digest))
            .findFirst()
            .orElseThrow(
                () ->
                    new CipherDeskTrouble(
                        "no act of another officer with this digest waits for a signature",
                        "run cipher-desk " + kind.word() + " ID and read what it shows"));
    EnvelopeHeader header = pending.waiting().header();
    if (line.items().containsKey(header.id())) {
      desk.receipt(header.id(), out);
    }
    send(header, signed(pending.proposal().act(), pending.proposal().first()));
    out.println(
        Looking.until(() -> line.proposals(header.id()).isEmpty())
            ? "已生效，件已退回值班台或改了密级 / carried out"
            : "会签已送达，尚未生效；被拒的原因见件卡 / sent; when refused the card says why");
    return 0;
  }

  /** Every act of this kind that another officer of the line has signed and that still counts. */
  private List<Pending> pending(Kind kind, String idStart) {
    List<OfficerCertificate> colleagues = Colleagues.read(settings.colleagues(), clock);
    CipherEnvelopeOpener outer = new CipherEnvelopeOpener(key, verifier);
    List<Pending> all = new ArrayList<>();
    for (Waiting waiting : line.proposals(idStart)) {
      if (outer.open(waiting.envelope()) instanceof CipherOpened.Message ours) {
        for (OfficerCertificate colleague : colleagues) {
          from(colleague, waiting, ours.plain())
              .filter(pending -> pending.act().kind() == kind)
              .filter(pending -> clock.instant().isBefore(pending.act().expiresAt()))
              .filter(pending -> pending.act().id().hex().equals(waiting.header().id()))
              .ifPresent(all::add);
        }
      }
    }
    return all;
  }

  /** Empty unless this colleague signed it: a name inside a proposal is nobody's signature. */
  private Optional<Pending> from(OfficerCertificate colleague, Waiting waiting, byte[] envelope) {
    boolean own = colleague.keyIdentifier().equals(key.certificate().keyIdentifier());
    CipherEnvelopeOpener inner =
        new CipherEnvelopeOpener(key, new CipherEnvelopeVerifier(Set.of(colleague)));
    if (own || !(inner.open(envelope) instanceof CipherOpened.Message theirs)) {
      return Optional.empty();
    }
    try {
      Proposal proposal = Wire.decode(theirs.plain(), Proposal.class);
      CipherAct act = Wire.decode(proposal.act(), CipherAct.class);
      return Optional.of(new Pending(waiting, colleague.name(), proposal, act));
    } catch (Wire.BadPayload e) {
      // One officer's nonsense must not keep the others from what they have to sign.
      return Optional.empty();
    }
  }

  private static void print(Pending pending, PrintWriter out) {
    CipherAct act = pending.act();
    Label label = act.label() == null ? Label.BOTTOM : act.label();
    out.println("件标识 id       " + act.id());
    out.println("提出 officer    " + Shown.line(pending.officer()) + "  " + act.signedAt());
    out.println(
        "改定 label      "
            + label.sensitivity().chinese()
            + " "
            + label.urgency().name()
            + "  有效至 until "
            + act.expiresAt());
    out.println("撇开 overrides  " + Shown.line(String.join(" ", act.overrides())));
    if (act.notice() != null) {
      out.println("依据 notice     " + Shown.line(act.notice()));
    }
    Wording wording = act.wording();
    if (wording != null) {
      out.println("来文 sender     " + Shown.line(wording.sender()));
      out.println("事由 subject    " + Shown.line(wording.subject()));
      for (Part part : wording.parts()) {
        out.println("── " + Shown.line(part.name()) + " ──");
        out.println(Shown.text(part.text()));
      }
    }
    out.printf(
        "核对无误后会签 / to sign exactly this:%n    cipher-desk %s %s --countersign %s%n",
        act.kind().word(), act.id().hex().substring(0, 12), pending.digest());
  }

  /**
   * The item as it lies on the line now, or else as it was taken over last: an older envelope of it
   * is not what the gateway would take an act upon.
   */
  private Found find(String idStart) {
    CipherEnvelopeOpener opener = new CipherEnvelopeOpener(key, verifier);
    List<Found> found = new ArrayList<>();
    received.find(idStart).forEach(envelope -> found.add(opened(opener, envelope)));
    found.sort(Comparator.comparing(one -> one.header().sealedAt()));
    line.items().values().stream()
        .filter(waiting -> waiting.header().id().startsWith(idStart))
        .forEach(waiting -> found.add(opened(opener, waiting.envelope())));
    long items = found.stream().map(one -> one.header().id()).distinct().count();
    if (items != 1) {
      throw new CipherDeskTrouble(
          items + " items begin with '" + idStart + "'",
          "write as many digits of the id as cipher-desk list shows");
    }
    return found.get(found.size() - 1);
  }

  private static Found opened(CipherEnvelopeOpener opener, byte[] envelope) {
    if (!(opener.open(envelope) instanceof CipherOpened.Message message)) {
      throw new CipherDeskTrouble(
          "the envelope does not open with this key", "see whether it is sealed to this officer");
    }
    return new Found(message.header(), envelope, Wire.decode(message.plain(), Dossier.class));
  }

  private byte[] act(
      Kind kind,
      Found found,
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

  private void send(EnvelopeHeader item, byte[] signed) {
    deliver(sealed(about(item, SignedAct.OUTCOME), signed, gateway()));
  }

  private void deliver(byte[] envelope) {
    try (LineClient client = new LineClient(settings)) {
      client.send(List.of(envelope));
    }
  }

  private byte[] sealed(EnvelopeHeader header, byte[] plain, List<OfficerCertificate> to) {
    return new CipherEnvelopeSealer(key, random).seal(header, plain, to);
  }

  private List<OfficerCertificate> gateway() {
    return List.of(gateway);
  }

  private EnvelopeHeader about(EnvelopeHeader item, String outcome) {
    return new EnvelopeHeader(
        item.id(),
        item.line(),
        outcome,
        item.sensitivity(),
        clock.instant(),
        item.policy(),
        EnvelopeHeader.VERSION);
  }

  private static Wording wording(Dossier dossier, List<Part> parts) {
    return new Wording(dossier.subject(), dossier.sender(), parts);
  }

  private static List<Part> readable(Dossier dossier) {
    List<Part> parts = new ArrayList<>();
    for (Part part : dossier.parts()) {
      if (part.place() != Place.SUBJECT && part.place() != Place.SENDER) {
        parts.add(part);
      }
    }
    return parts;
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
