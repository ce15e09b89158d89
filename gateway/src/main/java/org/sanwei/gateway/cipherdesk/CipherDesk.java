package org.sanwei.gateway.cipherdesk;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Part;
import org.sanwei.crypto.Sm3;
import org.sanwei.crypto.cms.CipherEnvelopeOpener;
import org.sanwei.crypto.cms.CipherEnvelopeVerifier;
import org.sanwei.crypto.cms.CipherOpened;
import org.sanwei.crypto.cms.EnvelopeHeader;
import org.sanwei.crypto.cms.Inspected;
import org.sanwei.crypto.key.OfficerCertificate;
import org.sanwei.crypto.key.PersonalKey;
import org.sanwei.gateway.cipherdesk.LineView.Waiting;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.CipherReceipt;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.FaxFile;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.Proposal;
import org.sanwei.routes.message.Wire;

/**
 * What an officer does with the line: list, open, receipt. The key never leaves this process, and
 * what is opened goes to the officer's own screen or file only.
 */
public final class CipherDesk {
  private final CipherDeskSettings settings;
  private final PersonalKey key;
  private final OfficerCertificate gateway;
  private final CipherEnvelopeVerifier verifier;
  private final LineView line;
  private final ReceivedEnvelopes received;
  private final ReceivedPieces pieces;
  private final Clock clock;

  private CipherDesk(
      CipherDeskSettings settings, PersonalKey key, OfficerCertificate gateway, Clock clock) {
    this.settings = settings;
    this.key = key;
    this.gateway = gateway;
    this.verifier = new CipherEnvelopeVerifier(Set.of(gateway));
    this.line = new LineView(settings, verifier);
    this.received = new ReceivedEnvelopes(settings.received());
    this.pieces = new ReceivedPieces(settings.received());
    this.clock = clock;
  }

  /** Opens the officer's key; the connection is made by each act. */
  public static CipherDesk open(CipherDeskSettings settings, Clock clock) throws IOException {
    char[] password = CipherDeskSettings.password(settings.keyPasswordFile());
    try {
      PersonalKey key = PersonalKey.open(settings.key(), password);
      OfficerCertificate gateway = OfficerCertificate.read(settings.gatewayCertificate(), clock);
      return new CipherDesk(settings, key, gateway, clock);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** What this officer may decide of an item. */
  public CipherActs acts() {
    return new CipherActs(settings, key, gateway, this, clock);
  }

  /**
   * Prints what waits, one line an item, and one for each act that waits for its second signature.
   */
  public int list(PrintWriter out) {
    List<Waiting> all = line.all();
    List<Waiting> waiting = List.copyOf(LineView.items(all).values());
    List<Waiting> proposals = all.stream().filter(Waiting::proposal).toList();
    out.println(
        "件标识 ID                        时间 sealed at         线 line     去向 outcome  密级        字节 bytes");
    Stream.concat(waiting.stream(), proposals.stream())
        .forEach(
            w ->
                out.printf(
                    "%s  %s  %-10s  %-12s  %-10s  %,d%n",
                    w.header().id(),
                    w.header().sealedAt(),
                    w.header().line(),
                    w.header().outcome(),
                    w.header().sensitivity(),
                    w.envelope().length));
    out.printf("共 %d 件待签收 / %d waiting%n", waiting.size(), waiting.size());
    if (!proposals.isEmpty()) {
      out.printf(
          "另有 %d 份待会签（PROPOSAL）/ %d acts wait for a second signature%n",
          proposals.size(), proposals.size());
    }
    return 0;
  }

  /**
   * Prints one message, or writes it as it came to {@code file} (mode 0600).
   *
   * @param err is told of what an earlier try has left of that file
   */
  public int open(String idStart, @Nullable Path file, PrintWriter out, PrintWriter err)
      throws IOException {
    byte[] envelope = find(idStart);
    CipherOpened opened = new CipherEnvelopeOpener(key, verifier).open(envelope);
    if (!(opened instanceof CipherOpened.Message message)) {
      throw new CipherDeskTrouble(
          "the envelope does not open: " + opened.verdict(),
          "no-match: it is not sealed to this key; forged: report it to the security officer");
    }
    Dossier dossier = Wire.decode(message.plain(), Dossier.class);
    Optional<LargeBody> large = LargeBody.in(dossier.mediaType(), dossier.raw());
    if (file == null) {
      print(dossier, large, out);
      return 0;
    }
    OwnerOnlyFile.removeHalf(file)
        .ifPresent(
            half ->
                err.println(
                    "上次中断留下的半份已删除 / removed what an earlier try had left half-written: " + half));
    if (large.isPresent()) {
      write(large.get(), file);
    } else {
      OwnerOnlyFile.write(file, asItCame(dossier));
    }
    String type = large.map(LargeBody::mediaType).orElse(dossier.mediaType());
    out.println("已写入 / written: " + file + " (" + type + ")");
    return 0;
  }

  /** Piece by piece, from this disk or from the line; a file only if every one of them fits. */
  private void write(LargeBody large, Path file) {
    if (pieces.have(large)) {
      OwnerOnlyFile.write(file, to -> pieces.open(large, to));
      return;
    }
    try (LineClient client = new LineClient(settings)) {
      OwnerOnlyFile.write(
          file,
          to ->
              new LargeItem(large)
                  .check(new LinePieces(client, large.body()), (piece, plain) -> to.write(plain)));
    }
  }

  /** Of a fax from a folder the page file alone: what the device told is among the parts. */
  private static byte[] asItCame(Dossier dossier) {
    return dossier.mediaType().equals(FaxFile.MEDIA_TYPE)
        ? FaxFile.decode(dossier.raw()).map(FaxFile::file).orElse(dossier.raw())
        : dossier.raw();
  }

  /**
   * Takes an item over: the envelope is on this disk before the receipt goes out, with the pieces
   * of a large body, and the gateway takes both away once it has booked the receipt. Waits a little
   * for that. Of several envelopes of the item it signs for those whose pieces are whole.
   */
  public int receipt(String idStart, PrintWriter out) {
    Waiting waiting = line.only(idStart);
    EnvelopeHeader header = waiting.header();
    boolean gone;
    TakenOver over;
    try (LineClient client = new LineClient(settings)) {
      List<byte[]> envelopes = items(client, waiting);
      if (envelopes.isEmpty()) {
        throw new CipherDeskTrouble(
            "item " + header.id() + " is no longer on the line",
            "another officer took it: list again");
      }
      over =
          TakenOver.of(
              envelopes,
              envelope -> {
                keepPieces(client, envelope);
                received.keep(header.id(), envelope);
              });
      client.send(over.whole().stream().map(envelope -> receiptFor(header, envelope)).toList());
      Set<String> signed = over.whole().stream().map(Sm3::hex).collect(Collectors.toSet());
      gone =
          Looking.until(
              () -> items(client, waiting).stream().map(Sm3::hex).noneMatch(signed::contains),
              clock);
    }
    out.println("已签收 / receipted: " + header.id());
    if (over.broken() > 0) {
      out.println(
          "另有 "
              + over.broken()
              + " 份附段不全，没有签收，仍在线上，请报告安全员 / "
              + over.broken()
              + " more lack pieces, are not signed for and stay on the line: tell the security"
              + " officer");
    }
    if (!gone) {
      out.println(
          "回执已存妥，网关还没有登记，件暂时还在线上 / the receipt is safe and not booked yet: still on the line");
    }
    return 0;
  }

  /** Only who can open an envelope knows whether there are pieces that go with it. */
  private void keepPieces(LineClient client, byte[] envelope) {
    CipherOpened opened = new CipherEnvelopeOpener(key, verifier).open(envelope);
    if (!(opened instanceof CipherOpened.Message message)) {
      throw new CipherDeskTrouble(
          "the envelope does not open: " + opened.verdict() + "; nothing was signed for",
          "no-match: it is not sealed to this key; forged: report it to the security officer");
    }
    Dossier dossier = Wire.decode(message.plain(), Dossier.class);
    LargeBody.in(dossier.mediaType(), dossier.raw())
        .filter(large -> !pieces.have(large))
        .ifPresent(large -> pieces.keep(large, new LinePieces(client, large.body())));
  }

  /** An item's own envelopes: what colleagues propose about it is not signed for. */
  private List<byte[]> items(LineClient client, Waiting waiting) {
    return client.browse(waiting.address(), waiting.header().id()).stream()
        .filter(
            envelope ->
                verifier.inspect(envelope) instanceof Inspected.Valid valid
                    && !valid.header().outcome().equals(Proposal.OUTCOME))
        .toList();
  }

  private byte[] receiptFor(EnvelopeHeader header, byte[] envelope) {
    CipherReceipt receipt =
        new CipherReceipt(
            CipherReceipt.VERSION,
            new ArrivalId(header.id()),
            header.line(),
            Sm3.hex(envelope),
            clock.instant());
    return new OfficersPost(settings, key, gateway, clock, new SecureRandom())
        .sealedReceipt(header, receipt);
  }

  private byte[] find(String idStart) {
    List<byte[]> kept = received.find(idStart);
    return kept.isEmpty() ? line.only(idStart).envelope() : kept.get(0);
  }

  private static void print(Dossier dossier, Optional<LargeBody> large, PrintWriter out) {
    out.println("件标识 id       " + dossier.reception().id());
    out.println(
        "接报 received    "
            + dossier.reception().receivedAt()
            + "  "
            + dossier.reception().channel());
    out.println("来文 sender     " + Shown.line(dossier.sender()));
    out.println("事由 subject    " + Shown.line(dossier.subject()));
    out.println(
        "判定 verdict    "
            + dossier.verdict().outcome()
            + " "
            + dossier.verdict().reason()
            + " "
            + dossier.verdict().label().sensitivity().chinese());
    dossier
        .verdict()
        .evidence()
        .forEach(
            e ->
                out.println(
                    "依据 evidence   "
                        + e.rule()
                        + " @"
                        + Shown.line(e.part())
                        + " "
                        + Shown.line(e.excerpt())));
    dossier
        .unread()
        .forEach(u -> out.println("未读 unread     " + Shown.line(u.part()) + " " + u.why()));
    for (Part part : dossier.parts()) {
      out.println("── " + Shown.line(part.name()) + " (" + part.place() + ") ──");
      out.println(Shown.text(part.text()));
    }
    large.ifPresent(one -> out.println("分段 pieces      " + one.pieces() + ", SM3 " + one.sm3()));
    out.println(
        "原件 message     "
            + large.map(LargeBody::mediaType).orElse(dossier.mediaType())
            + ", "
            + large.map(LargeBody::sizeBytes).orElse((long) dossier.raw().length)
            + " bytes (--out FILE 写出 / writes it)");
  }
}
