package org.sanwei.routes.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Alphabet;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.GeneralDataCoding;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import org.sanwei.routes.message.Notice;
import org.sanwei.routes.sms.Inbound;

/**
 * Text messages over SMPP 3.4, both ways over the same transceiver sessions. Going out: UCS-2, one
 * submit_sm for each segment, a receipt asked for each. When a segment after the first is refused,
 * part of the text has gone out already: that is UNKNOWN, since sending all again would show the
 * person the first part twice.
 */
public final class SmppOutlet implements Outlet {
  private static final Set<Integer> FOR_NOW =
      Set.of(
          SMPPConstant.STAT_ESME_RTHROTTLED,
          SMPPConstant.STAT_ESME_RMSGQFUL,
          SMPPConstant.STAT_ESME_RSYSERR);
  private static final RegisteredDelivery RECEIPTED =
      new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE);
  private static final RegisteredDelivery UNRECEIPTED =
      new RegisteredDelivery(SMSCDeliveryReceipt.DEFAULT);
  private static final int LATER_SEGMENT_TRIES = 20;
  private static final long LATER_SEGMENT_PAUSE_NANOS = 250_000_000L;

  private final OutletName name;
  private final SmppSettings settings;
  private final List<SmppLine> lines;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicInteger reference;

  /**
   * Starts to bind at once, in the background.
   *
   * @param texts where texts go that people send to this outlet's number
   * @param random starts the references of parts
   */
  public SmppOutlet(
      OutletName name,
      SmppSettings settings,
      DeliveryReceipts receipts,
      Inbound texts,
      Clock clock,
      RandomGenerator random) {
    this.name = name;
    this.settings = settings;
    this.reference = new AtomicInteger(random.nextInt(256));
    SmppListener listener = new SmppListener(name, receipts, texts, clock);
    this.lines =
        Stream.generate(() -> new SmppLine(name, settings, listener))
            .limit(settings.binds())
            .toList();
  }

  @Override
  public OutletName name() {
    return name;
  }

  /** True while a session is bound. */
  public boolean bound() {
    return sessions() > 0;
  }

  /** How many sessions are bound. */
  public int sessions() {
    return (int) lines.stream().filter(line -> line.bound().isPresent()).count();
  }

  /** Asks the centre over each bound session; true when one of them answers. */
  public boolean answers() {
    return lines.stream().anyMatch(SmppLine::enquire);
  }

  /** A bound session, each in its turn. */
  private Optional<SMPPSession> session() {
    int first = Math.floorMod(turn.getAndIncrement(), lines.size());
    return Stream.concat(lines.stream().skip(first), lines.stream().limit(first))
        .flatMap(line -> line.bound().stream())
        .findFirst();
  }

  @Override
  public SendResult send(Releasable releasable, Recipient recipient) {
    Outlet.requireFits(name, releasable, recipient);
    return send(releasable.release().text(), recipient.address(), RECEIPTED);
  }

  /**
   * Sends a notice to whoever sent us a text, once. No receipt is asked for: nobody waits for it.
   * Never throws for what a provider or network does.
   *
   * @param number a mobile number
   * @param drill marks what a sandbox sends
   */
  public SendResult send(Notice notice, String number, ZoneId zone, boolean drill) {
    SmsEdition.Result made = SmsEdition.of(settings.rules(), notice.words(zone), drill);
    return made instanceof SmsEdition.Fits fits
        ? send(fits.edition().text(), number, UNRECEIPTED)
        : new SendResult.Refused("sms-unfit", false);
  }

  private SendResult send(String text, String number, RegisteredDelivery receipts) {
    List<String> segments = SmsEdition.segments(settings.rules(), text);
    byte set = (byte) reference.getAndIncrement();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      byte[] body = body(segments.get(i), set, segments.size(), i + 1);
      SendResult one =
          submit(
              new Part(number, body, segments.size() > 1, receipts),
              i == 0 ? 1 : LATER_SEGMENT_TRIES);
      if (!(one instanceof SendResult.Accepted accepted)) {
        return i == 0 ? one : partly(i, segments.size(), one);
      }
      ids.addAll(accepted.providerIds());
    }
    return new SendResult.Accepted(ids);
  }

  private static SendResult partly(int taken, int all, SendResult last) {
    String code = last instanceof SendResult.Refused refused ? refused.code() : last.verdict();
    return new SendResult.Unknown("segments-" + taken + "-of-" + all + "-then-" + code);
  }

  /** One submit_sm: what it is made of. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Part(String number, byte[] body, boolean ofMany, RegisteredDelivery receipts) {
    @Override
    public String toString() {
      return "Part[" + body.length + " bytes]";
    }
  }

  private SendResult submit(Part part, int tries) {
    SendResult result = submitOnce(part);
    for (int i = 1; i < tries && worthRetrying(result); i++) {
      LockSupport.parkNanos(LATER_SEGMENT_PAUSE_NANOS);
      result = submitOnce(part);
    }
    return result;
  }

  private static boolean worthRetrying(SendResult result) {
    return result instanceof SendResult.Refused refused && refused.worthRetrying();
  }

  private SendResult submitOnce(Part part) {
    SMPPSession session = session().orElse(null);
    if (session == null) {
      return new SendResult.Refused("smpp-not-bound", true);
    }
    ESMClass esm =
        new ESMClass(
            MessageMode.DEFAULT,
            MessageType.DEFAULT,
            part.ofMany() ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT);
    try {
      String id =
          session
              .submitShortMessage(
                  "",
                  TypeOfNumber.UNKNOWN,
                  NumberingPlanIndicator.ISDN,
                  settings.source(),
                  TypeOfNumber.UNKNOWN,
                  NumberingPlanIndicator.ISDN,
                  part.number(),
                  esm,
                  (byte) 0,
                  (byte) 0,
                  null,
                  null,
                  part.receipts(),
                  (byte) 0,
                  new GeneralDataCoding(Alphabet.ALPHA_UCS2),
                  (byte) 0,
                  part.body())
              .getMessageId();
      return new SendResult.Accepted(List.of(Objects.requireNonNullElse(id, "")));
    } catch (NegativeResponseException e) {
      int code = e.getCommandStatus();
      return new SendResult.Refused(
          String.format(Locale.ROOT, "smpp-0x%02x", code), FOR_NOW.contains(code));
    } catch (PDUException e) {
      return new SendResult.Refused("smpp-bad-pdu", false);
    } catch (ResponseTimeoutException e) {
      return new SendResult.Unknown("smpp-no-answer");
    } catch (InvalidResponseException e) {
      return new SendResult.Unknown("smpp-bad-answer");
    } catch (IOException e) {
      return new SendResult.Unknown("smpp-connection-lost");
    }
  }

  /** UCS-2 big endian, after the six bytes of a concatenation header when there are parts. */
  static byte[] body(String segment, byte reference, int parts, int part) {
    byte[] units = segment.getBytes(StandardCharsets.UTF_16BE);
    if (parts == 1) {
      return units;
    }
    byte[] header = {5, 0, 3, reference, (byte) parts, (byte) part};
    byte[] body = new byte[header.length + units.length];
    System.arraycopy(header, 0, body, 0, header.length);
    System.arraycopy(units, 0, body, header.length, units.length);
    return body;
  }

  @Override
  public void close() {
    lines.forEach(SmppLine::close);
  }
}
