package org.sanwei.routes.reply;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sanwei.config.policy.ReceiptConfig.Way;
import org.sanwei.crypto.key.ReplyKeys;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.message.RawArrival;
import org.sanwei.routes.reply.ReturnAddress.Nobody;
import org.sanwei.routes.reply.ReturnAddress.Poster;
import org.sanwei.routes.reply.ReturnAddress.Why;
import org.sanwei.routes.sms.SmsBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Return addresses, each under a reply key of its own, in a book of each channel's own: none can
 * fill another's. Anybody may put one in and have it erased; only this package opens one, in {@link
 * NoticeStep}. Who cannot be answered takes no room: why not is remembered for a while, and not
 * over a restart. Safe from many threads.
 */
public final class ReturnBook implements ReturnKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnBook.class);
  private static final String MAIL = "message/rfc822";

  /** Why nobody is answered is known of so many messages: some hundred bytes each. */
  private static final int MOST_UNANSWERABLE = 10_000;

  private final Map<String, ReplyKeys> keys;
  private final Map<String, Way> channels;
  private final Set<String> ours;
  private final Set<String> full = ConcurrentHashMap.newKeySet();
  private final Unanswerable unanswerable = new Unanswerable(MOST_UNANSWERABLE);

  /**
   * @param keys by channel; those of channels that give receipts no more are opened and erased
   * @param channels those that give receipts, and how
   * @param ours addresses in lower case, {@code @domain} for whole domains, and numbers that are
   *     never answered
   */
  public ReturnBook(Map<String, ReplyKeys> keys, Map<String, Way> channels, Set<String> ours) {
    if (!keys.keySet().containsAll(channels.keySet())) {
      throw new IllegalArgumentException("each channel that gives receipts needs keys of its own");
    }
    this.keys = Map.copyOf(keys);
    this.channels = Map.copyOf(channels);
    this.ours = Set.copyOf(ours);
  }

  @Override
  public void keep(RawArrival arrival) {
    Way way = channels.get(arrival.channel());
    if (way == null || way == Way.HTTP) {
      return;
    }
    try {
      put(arrival.channel(), arrival.id(), arrival.receivedAt(), address(way, arrival));
    } catch (RuntimeException e) {
      LOG.warn(
          "channel {}: a return address was not kept ({}); no receipt will go",
          arrival.channel(),
          e.getClass().getSimpleName());
    }
  }

  /**
   * Keeps who posted a message, before it is acknowledged. Nothing is kept when the channel gives
   * no receipts.
   *
   * @throws java.io.UncheckedIOException when it is not known to be on the disk
   */
  public void posted(String channel, ArrivalId id, String integrator, Instant at) {
    if (channels.get(channel) == Way.HTTP) {
      put(channel, id, at, new Poster(integrator));
    }
  }

  private void put(String channel, ArrivalId id, Instant at, ReturnAddress address) {
    if (address instanceof Nobody nobody) {
      unanswerable.put(id, at, nobody);
      return;
    }
    if (Objects.requireNonNull(keys.get(channel)).keep(id.hex(), at, address.encoded())) {
      if (full.remove(channel)) {
        LOG.info("channel {}: its book of return addresses has room again", channel);
      }
    } else if (full.add(channel)) {
      LOG.warn("channel {}: its book of return addresses is full; no receipt will go", channel);
    }
  }

  private ReturnAddress address(Way way, RawArrival arrival) {
    if (way == Way.MAIL && arrival.mediaType().equals(MAIL)) {
      return MailReturn.of(arrival.body(), ours);
    }
    Optional<LargeBody> large =
        LargeBody.in(arrival.mediaType(), arrival.body())
            .filter(one -> one.mediaType().equals(MAIL));
    if (way == Way.MAIL && large.isPresent()) {
      return MailReturn.of(large.get().head(), ours);
    }
    if (way == Way.SMS && arrival.mediaType().equals(SmsBody.MEDIA_TYPE)) {
      return PhoneReturn.of(SmsBody.fromJson(arrival.body()), ours);
    }
    return Nobody.because(Why.NO_ADDRESS);
  }

  /** Everything that is kept, with the 接报 time; no address. */
  public Map<ArrivalId, Instant> kept() {
    Map<ArrivalId, Instant> kept = new HashMap<>(unanswerable.kept());
    keys.values().forEach(some -> some.kept().forEach((id, at) -> kept.put(new ArrivalId(id), at)));
    return kept;
  }

  /**
   * Erases the reply keys of these arrivals for good.
   *
   * @throws java.io.UncheckedIOException when the disk did not take it; repeat
   */
  public void erase(Collection<ArrivalId> ids) {
    unanswerable.remove(ids);
    List<String> hex = ids.stream().map(ArrivalId::hex).toList();
    keys.values().forEach(some -> some.erase(hex));
  }

  /**
   * What must follow when officers' act has ended an item's hold: its reply key is erased. Who
   * posted something may ask for it until its time is over, whatever became of it.
   *
   * @throws java.io.UncheckedIOException when the disk did not take it; repeat
   */
  public void holdEnded(ArrivalId id) {
    if (!(open(id).orElse(null) instanceof Poster)) {
      erase(List.of(id));
    }
  }

  Optional<ReturnAddress> open(ArrivalId id) {
    return keys.values().stream()
        .flatMap(some -> some.open(id.hex()).stream())
        .flatMap(bytes -> ReturnAddress.decode(bytes).stream())
        .findFirst()
        .or(() -> unanswerable.of(id));
  }
}
