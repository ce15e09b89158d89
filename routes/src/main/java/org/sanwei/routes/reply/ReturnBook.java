package org.sanwei.routes.reply;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * Return addresses, each under a reply key of its own. Anybody may put one in and have it erased;
 * only this package opens one, in {@link NoticeStep}. Safe from many threads.
 */
public final class ReturnBook implements ReturnKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ReturnBook.class);
  private static final String MAIL = "message/rfc822";

  private final ReplyKeys keys;
  private final Map<String, Way> channels;
  private final Set<String> ours;
  private final AtomicBoolean full = new AtomicBoolean();

  /**
   * @param channels those that give receipts, and how
   * @param ours addresses in lower case, {@code @domain} for whole domains, and numbers that are
   *     never answered
   */
  public ReturnBook(ReplyKeys keys, Map<String, Way> channels, Set<String> ours) {
    this.keys = keys;
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
    boolean kept = keys.keep(id.hex(), at, address.encoded());
    if (full.getAndSet(!kept) == kept) {
      if (kept) {
        LOG.info("the book of return addresses has room again");
      } else {
        LOG.warn("channel {}: the book of return addresses is full; no receipt will go", channel);
      }
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
    Map<ArrivalId, Instant> kept = new HashMap<>();
    keys.kept().forEach((id, at) -> kept.put(new ArrivalId(id), at));
    return kept;
  }

  /**
   * Erases the reply keys of these arrivals for good.
   *
   * @throws java.io.UncheckedIOException when the disk did not take it; repeat
   */
  public void erase(Collection<ArrivalId> ids) {
    keys.erase(ids.stream().map(ArrivalId::hex).toList());
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
    return keys.open(id.hex()).flatMap(ReturnAddress::decode);
  }
}
