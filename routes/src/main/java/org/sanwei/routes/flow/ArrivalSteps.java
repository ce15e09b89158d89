package org.sanwei.routes.flow;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.judge.Arrival;
import org.sanwei.config.judge.Judge;
import org.sanwei.config.judge.Outcome;
import org.sanwei.config.judge.Verdict;
import org.sanwei.config.label.Urgency;
import org.sanwei.crypto.Commitment;
import org.sanwei.crypto.Opener;
import org.sanwei.crypto.key.EpochKeys;
import org.sanwei.crypto.key.IdentityKey;
import org.sanwei.routes.handover.Departures;
import org.sanwei.routes.message.CaseVersion;
import org.sanwei.routes.message.Dossier;
import org.sanwei.routes.message.Judged;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.LedgerEvent;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.message.Standing;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.read.CaseFacts;
import org.sanwei.routes.read.Depth;
import org.sanwei.routes.read.ReadResult;
import org.sanwei.routes.read.Reader;
import org.sanwei.routes.reply.Defects;
import org.sanwei.routes.reply.ReturnKeeper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of {@link ArrivalRoutes}, each from one type to the next. Safe from many threads. */
public final class ArrivalSteps {
  private static final Logger LOG = LoggerFactory.getLogger(ArrivalSteps.class);

  /** The fact of a head that was read: how urgent it says the message is. */
  public static final String URGENCY = "urgency";

  /** The fact of a head that was read: how many pages there are, 0 when nobody could count them. */
  public static final String PAGES = "pages";

  private final Opener opener;
  private final EpochKeys epochs;
  private final ArrivalRegister register;
  private final ReturnKeeper returns;
  private final Reader reader;
  private final Supplier<Judge> judge;
  private final Departures departures;
  private final IdentityKey identityKey;
  private final Clock clock;
  private final Recognition recognition;

  /**
   * @param recognition of probes of our own, which are told from other messages once judged
   */
  public ArrivalSteps(
      Opener opener,
      EpochKeys epochs,
      ArrivalRegister register,
      ReturnKeeper returns,
      Reader reader,
      Supplier<Judge> judge,
      Departures departures,
      IdentityKey identityKey,
      Clock clock,
      Recognition recognition) {
    this.opener = opener;
    this.epochs = epochs;
    this.register = register;
    this.returns = returns;
    this.reader = reader;
    this.judge = judge;
    this.departures = departures;
    this.identityKey = identityKey;
    this.clock = clock;
    this.recognition = recognition;
  }

  /** The seal comes off, in memory only. */
  public RawArrival open(byte[] sealed) {
    return SealedPayload.open(opener, sealed, EpochSeal.ARRIVAL, RawArrival.class);
  }

  /**
   * Asks the register whether this id came before. With the database down the message goes on: a
   * flood warning does not wait for a register, and desk and cipher desk fold a repeated id
   * themselves.
   */
  public Booked book(RawArrival arrival) {
    try {
      return register.book(arrival.facts()) == ArrivalRegister.Claim.DUPLICATE
          ? new Booked.Again(arrival)
          : new Booked.First(arrival);
    } catch (RuntimeException e) {
      // Whatever ails the register: its exceptions hold no content, and the hand-over needs no
      // answer.
      LOG.warn(
          "the register was not asked about {}: {}", arrival.id(), e.getClass().getSimpleName());
      return new Booked.First(arrival);
    }
  }

  /**
   * A repeated id leaves a ledger event and nothing else: its first reception is durable already,
   * with its own pieces if it is a large one. The event names those of this one, and whoever
   * appends it removes them: so they go only when the hop has committed, and go even if the gateway
   * ends just then. A hop that fails may come again with the register away, and go on as the first.
   */
  public List<SealedBody> again(Booked.Again again, Exchange exchange) {
    RawArrival arrival = again.arrival();
    Map<String, String> facts =
        LargeBody.in(arrival.mediaType(), arrival.body())
            .map(large -> Map.of(RegisterSteps.BODY, large.body()))
            .orElse(Map.of());
    LedgerEvent event =
        new LedgerEvent(
            LedgerEvent.VERSION,
            LedgerEvent.originOf(arrival.reception()),
            1,
            clock.instant(),
            LedgerEvent.Step.DUPLICATE,
            arrival.unit(),
            "gateway",
            arrival.id(),
            null,
            null,
            facts);
    return List.of(seal(exchange).events(arrival.id(), List.of(event)));
  }

  /**
   * Puts the return address away, whatever the message will turn out to be; reads and judges,
   * unless it has pictures: those wait for {@link #whole} elsewhere, so that they keep nobody
   * waiting.
   */
  public Looked judge(Booked.First first) {
    RawArrival arrival = first.arrival();
    returns.keep(arrival);
    ReadResult read = reader.read(arrival, Depth.TEXT);
    return read.waiting() ? new Looked.Waiting(arrival) : new Looked.Whole(judged(arrival, read));
  }

  /** Reads all of it, pictures too, and judges. */
  public Looked whole(Booked.First first) {
    RawArrival arrival = first.arrival();
    return new Looked.Whole(judged(arrival, reader.read(arrival, Depth.WHOLE)));
  }

  /**
   * Reads the first page's head, for no more than its urgency: nothing else that is found there
   * counts, and all of it is read again. The event lets the desk know what is coming.
   */
  public List<SealedBody> head(RawArrival arrival, Exchange exchange) {
    ReadResult read = reader.read(arrival, Depth.HEADS);
    Urgency urgency = verdict(arrival, read).label().urgency();
    EpochSeal seal = seal(exchange);
    LedgerEvent event =
        new LedgerEvent(
            LedgerEvent.VERSION,
            "head/" + arrival.reception(),
            0,
            clock.instant(),
            LedgerEvent.Step.HEAD_READ,
            arrival.unit(),
            "gateway",
            arrival.id(),
            null,
            null,
            Map.of(URGENCY, urgency.name(), PAGES, Integer.toString(read.pages())));
    return List.of(
        Haste.of(urgency).mark(seal.waiting(Addresses.PAGES, arrival)),
        seal.events(arrival.id(), List.of(event)));
  }

  private Verdict verdict(RawArrival arrival, ReadResult read) {
    return judge
        .get()
        .judge(read.content(), new Arrival(arrival.channel(), read.sender(), arrival.receivedAt()));
  }

  private Judged judged(RawArrival arrival, ReadResult read) {
    Verdict verdict = verdict(arrival, read);
    Standing standing =
        new Standing(
            arrival.facts(),
            verdict.outcome(),
            verdict.reason(),
            verdict.label(),
            verdict.rules(),
            verdict.policy(),
            read.pages(),
            Defects.of(arrival, read),
            recognition.probeIn(arrival.channel(), read).orElse(null),
            read.nature(),
            RepeatKey.of(arrival, identityKey));
    String commitment = Commitment.commit(arrival.salt(), arrival.body());
    if (verdict.outcome() == Outcome.OPEN) {
      return new Judged.Open(
          standing,
          commitment,
          verdict,
          read.subject(),
          read.sender(),
          read.content(),
          read.attachments(),
          arrival.salt(),
          caseVersion(arrival, read),
          read.pictures());
    }
    return new Judged.Closed(
        standing, commitment, dossier(arrival, read, verdict), caseVersion(arrival, read));
  }

  /** Seals what leaves: to the desk, to the officers, or to where pictures wait. */
  public List<SealedBody> depart(Looked looked, Exchange exchange) {
    EpochSeal seal = seal(exchange);
    if (looked instanceof Looked.Waiting waiting) {
      return List.of(seal.waiting(Addresses.PICTURES, waiting.arrival()));
    }
    return departures.of(((Looked.Whole) looked).judged(), seal);
  }

  private EpochSeal seal(Exchange exchange) {
    EpochKeys.Lease lease = epochs.lease();
    exchange.getExchangeExtension().addOnCompletion(new ClosingLease(lease));
    return new EpochSeal(lease);
  }

  private @Nullable CaseVersion caseVersion(RawArrival arrival, ReadResult read) {
    CaseFacts facts = read.caseFacts();
    return facts == null
        ? null
        : new CaseVersion(
            identityKey.arrivalId(arrival.channel(), "case", arrival.credential(), facts.caseId()),
            facts.caseId(),
            facts.version(),
            facts.status());
  }

  private static Dossier dossier(RawArrival arrival, ReadResult read, Verdict verdict) {
    return new Dossier(
        Dossier.VERSION,
        arrival.facts(),
        verdict,
        read.subject(),
        read.sender(),
        read.content().parts(),
        read.content().unread(),
        arrival.mediaType(),
        arrival.body(),
        arrival.salt());
  }
}
