package org.sanwei.routes.intake;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.crypto.Opened;
import org.sanwei.crypto.Opener;
import org.sanwei.crypto.Sm3;
import org.sanwei.routes.intake.SegmentIndex.Key;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.SmsSegment;
import org.sanwei.routes.message.SmsWentOn;
import org.sanwei.routes.message.Wire;
import org.sanwei.routes.queue.Addresses;
import org.sanwei.routes.queue.EpochSeal;
import org.sanwei.routes.queue.SealedBody;
import org.sanwei.routes.sms.PartPlace;
import org.sanwei.routes.sms.SmsBody;
import org.sanwei.routes.sms.SmsPart;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one arrival of the sealed parts of a long text. Safe from many threads. */
final class SegmentJoin {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentJoin.class);

  private final Intake intake;
  private final Opener opener;
  private final Clock clock;

  SegmentJoin(Intake intake, Opener opener, Clock clock) {
    this.intake = intake;
    this.opener = opener;
    this.clock = clock;
  }

  /**
   * What replaces these bodies of one group on the broker: an arrival and its memory, or another
   * reception of an arrival that they repeat; what does not open rests with the dead letters.
   *
   * @param repeated the text that parts with these digests repeat
   * @param wentOn is given the digests of what became an arrival
   */
  List<SealedBody> joined(
      List<byte[]> bodies,
      EpochSeal seal,
      Function<Map<Integer, String>, Optional<ArrivalId>> repeated,
      Map<Integer, String> wentOn) {
    List<SealedBody> out = new ArrayList<>();
    Map<String, SmsSegment> onceEach = new LinkedHashMap<>();
    for (byte[] body : bodies) {
      Optional<SmsSegment> one = segment(body);
      if (one.isPresent()) {
        SmsPart part = one.get().part();
        onceEach.putIfAbsent(part.part() + digest(part), one.get());
      } else if (memory(body).isEmpty()) {
        out.add(new SealedBody(Addresses.DEAD, body, Map.of()));
      }
    }
    List<SmsSegment> segments = List.copyOf(onceEach.values());
    Map<Integer, String> digests = new HashMap<>();
    segments.forEach(one -> digests.put(one.place().part(), digest(one.part())));
    boolean twoOfOneNumber = digests.size() < segments.size();
    if (segments.isEmpty()) {
      return out;
    }
    Optional<ArrivalId> before = twoOfOneNumber ? Optional.empty() : repeated.apply(digests);
    out.addAll(arrival(segments, before.orElse(segments.get(0).id()), seal));
    if (before.isEmpty()) {
      out.add(seal.wentOn(memory(segments.get(0), digests)));
      wentOn.putAll(digests);
    }
    return out;
  }

  private List<SealedBody> arrival(List<SmsSegment> segments, ArrivalId id, EpochSeal seal) {
    SmsSegment first = segments.get(0);
    List<SmsPart> parts =
        segments.stream()
            .map(SmsSegment::part)
            .sorted(Comparator.comparingInt(SmsPart::part))
            .toList();
    int total = first.place().total();
    if (parts.size() < total) {
      LOG.info("text {} goes on with {} of {} parts", first.id(), parts.size(), total);
    }
    SmsBody body = new SmsBody(SmsBody.VERSION, first.sender(), first.destination(), total, parts);
    Taken taken =
        new Taken(
            first.channel(),
            ChannelKind.SMS,
            SourceIdentity.unnamed(first.group()),
            first.startedAt(),
            SmsBody.MEDIA_TYPE,
            body.toJson());
    return intake.sealed(taken, id, seal);
  }

  private SmsWentOn memory(SmsSegment one, Map<Integer, String> digests) {
    return new SmsWentOn(
        SmsWentOn.VERSION,
        one.id(),
        one.channel(),
        one.sender(),
        one.destination(),
        one.place().by(),
        one.place().reference(),
        one.place().total(),
        digests,
        clock.instant());
  }

  /** The part in a sealed body, if one is in it. */
  Optional<SmsSegment> segment(byte[] body) {
    return opened(body, EpochSeal.SEGMENT, SmsSegment.class);
  }

  /** The memory in a sealed body, if one is in it. */
  Optional<SmsWentOn> memory(byte[] body) {
    return opened(body, EpochSeal.WENT_ON, SmsWentOn.class);
  }

  /** Empty for what does not open as this: it is another thing, or a fault of ours. */
  private <T> Optional<T> opened(byte[] body, String purpose, Class<T> type) {
    try {
      return opener.open(body) instanceof Opened.Message message
              && message.context().purpose().equals(purpose)
          ? Optional.of(Wire.decode(message.body(), type))
          : Optional.empty();
    } catch (Wire.BadPayload e) {
      return Optional.empty();
    }
  }

  static Key key(SmsSegment segment) {
    PartPlace place = segment.place();
    return new Key(
        segment.channel(),
        segment.sender(),
        segment.destination(),
        place.by(),
        place.reference(),
        place.total());
  }

  static Key key(SmsWentOn text) {
    return new Key(
        text.channel(),
        text.sender(),
        text.destination(),
        text.by(),
        text.reference(),
        text.total());
  }

  /** Tells equal parts of one number. */
  static String digest(SmsPart part) {
    byte[] fields = {(byte) part.esmClass(), (byte) part.dataCoding()};
    return HexFormat.of().formatHex(Sm3.of(fields, part.octets()));
  }
}
