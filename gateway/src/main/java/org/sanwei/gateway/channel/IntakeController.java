package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.crypto.RunningDigest;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.LargeBody;
import org.sanwei.routes.queue.BrokerUnavailable;
import org.sanwei.routes.queue.DiskFull;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signed posts: {@code POST /api/v1/intake/{fax|sms|hotline|intranet}}. Answers 202 only after the
 * durable write. What cannot be parsed is held, not refused; of a hotline's post the case and its
 * version are looked for, for they are its identity.
 */
@RestController
@RequestMapping("/api/v1/intake")
public final class IntakeController {
  /** How long the body of a post may pause; the web server's limit must be no longer. */
  public static final Duration LONGEST_PAUSE = PostedBody.BEFORE_RATE;

  /** What is posted, by the last word of the path. */
  static final Map<String, ChannelKind> KINDS =
      Map.of(
          "fax", ChannelKind.FAX,
          "sms", ChannelKind.SMS,
          "hotline", ChannelKind.HOTLINE,
          "intranet", ChannelKind.INTRANET);

  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  /** Who posts what: a kind's channel by the integrator's name, the first one that names it. */
  private final Map<ChannelKind, Map<String, ChannelConfig>> channels;

  private final GatewayConfig config;
  private final Intake intake;
  private final LargeIntake large;
  private final SeenPosts seen;
  private final Room room;
  private final PostStatus status;
  private final Clock clock;

  /** One that tells nobody afterwards what became of a post. */
  public IntakeController(
      GatewayConfig config,
      Intake intake,
      LargeIntake large,
      SeenPosts seen,
      Room room,
      Clock clock) {
    this(config, intake, large, seen, room, PostStatus.NONE, clock);
  }

  /**
   * @param large the way in for what is above {@code limits.bodyBytes}, of this way's own
   * @param room shared with the other channels
   * @param status remembers who posted what
   */
  public IntakeController(
      GatewayConfig config,
      Intake intake,
      LargeIntake large,
      SeenPosts seen,
      Room room,
      PostStatus status,
      Clock clock) {
    this.room = room;
    this.status = status;
    this.config = config;
    this.channels = byIntegrator(config.channels().values());
    this.intake = intake;
    this.large = large;
    this.seen = seen;
    this.clock = clock;
  }

  /**
   * Takes one post. {@link IntakeServlet} calls it for the kinds there are, the dispatcher for what
   * is none.
   */
  @PostMapping("/{kind}")
  public ResponseEntity<?> take(@PathVariable("kind") String kind, HttpServletRequest request)
      throws IOException {
    ChannelKind asked = KINDS.get(kind);
    if (asked == null) {
      return IntakeAnswers.problem(
          404, "kind-unknown", "there is no such intake", "post to fax, sms, hotline or intranet");
    }
    long limit = config.limits().bodyBytes();
    if (request.getContentLengthLong() > limit) {
      return large(asked, request);
    }
    SignedPost headers = post(request);
    Optional<SignedPost.Checked.Refused> malformed = headers.malformed();
    if (malformed.isPresent()) {
      return IntakeAnswers.refused(malformed.get());
    }
    if (!config.integrators().containsKey(String.valueOf(headers.key()))) {
      // Before the body is read: strangers must not fill the memory.
      return IntakeAnswers.refused(SignedPost.unknownKey());
    }
    Optional<SignedPost.Checked> early =
        headers
            .saidBefore()
            .map(said -> headers.checkUnread(config.integrators(), clock.instant(), said));
    if (early.isPresent() && early.get() instanceof SignedPost.Checked.Refused refused) {
      return IntakeAnswers.refused(refused);
    }
    Optional<Room.Place> place = room.tryTake(PostedBody.FIRST_BYTES);
    if (place.isEmpty()) {
      return IntakeAnswers.memoryFull();
    }
    try (Room.Place held = place.get()) {
      PostedBody body = PostedBody.read(request, limit, held, clock);
      if (body instanceof PostedBody.Whole whole) {
        return checked(asked, request, headers.with(whole.bytes()), early);
      }
      if (body instanceof PostedBody.NoRoom) {
        return IntakeAnswers.memoryFull();
      }
      return body instanceof PostedBody.TooLarge
          ? IntakeAnswers.tooLarge(limit)
          : IntakeAnswers.tooSlow();
    }
  }

  /** A version of a case is found in its body, so a hotline's post must be small enough to read. */
  private ResponseEntity<?> large(ChannelKind kind, HttpServletRequest request) throws IOException {
    long most = kind == ChannelKind.HOTLINE ? 0 : large.limitBytes();
    if (request.getContentLengthLong() > most) {
      return IntakeAnswers.tooLarge(Math.max(most, config.limits().bodyBytes()));
    }
    SignedPost headers = post(request);
    Optional<SignedPost.Checked.Refused> malformed = headers.malformed();
    if (malformed.isPresent()) {
      return IntakeAnswers.refused(malformed.get());
    }
    Optional<String> said = headers.saidBefore();
    if (said.isEmpty()) {
      return IntakeAnswers.refused(SignedPost.digestMissing(config.limits().bodyBytes()));
    }
    // By the clock of its beginning: how long it takes to come in is bounded.
    SignedPost.Checked checked =
        headers.checkUnread(config.integrators(), clock.instant(), said.get());
    if (checked instanceof SignedPost.Checked.Refused refused) {
      return IntakeAnswers.refused(refused);
    }
    SignedPost.Checked.Genuine post = (SignedPost.Checked.Genuine) checked;
    Optional<ResponseEntity<ProblemDetail>> misaddressed = misaddressed(kind, request, post);
    if (misaddressed.isPresent()) {
      return misaddressed.get();
    }
    if (seen.forgotten(post)) {
      // Before all of it is sent in vain.
      return IntakeAnswers.signedBeforeRestart();
    }
    Optional<Room.Place> place = room.tryTake(LargeIntake.HEAP_BYTES);
    if (place.isEmpty()) {
      return IntakeAnswers.memoryFull();
    }
    try (Room.Place held = place.get()) {
      Optional<LargeIntake.Taking> begun = large.tryBegin(request.getContentLengthLong());
      if (begun.isEmpty()) {
        return IntakeAnswers.later("large-body-busy", "another large body is being taken in");
      }
      try (LargeIntake.Taking taking = begun.get()) {
        return streamed(kind, request, post, taking);
      }
    } catch (DiskFull e) {
      return IntakeAnswers.diskUnavailable();
    } catch (BrokerUnavailable e) {
      return IntakeAnswers.later("broker-unavailable", "nothing was stored");
    }
  }

  private ResponseEntity<?> streamed(
      ChannelKind kind,
      HttpServletRequest request,
      SignedPost.Checked.Genuine post,
      LargeIntake.Taking taking)
      throws IOException {
    RunningDigest digest = SignedPost.macOf(post.integrator()).running();
    LargePost.Read read = LargePost.read(request, taking, digest, clock);
    if (read != LargePost.Read.WHOLE) {
      return read == LargePost.Read.TOO_SLOW
          ? IntakeAnswers.tooSlow()
          : IntakeAnswers.tooLarge(large.limitBytes());
    }
    if (!digest.hex().equals(post.bodyDigest())) {
      return IntakeAnswers.refused(SignedPost.digestWrong());
    }
    LargeBody manifest = taking.end(mediaType(kind), new byte[0]);
    return accept(
        kind,
        request,
        post,
        Optional.empty(),
        new Storing() {
          @Override
          public Taken taken(String channel, SourceIdentity identity) {
            return new Taken(
                channel, kind, identity, clock.instant(), LargeBody.MEDIA_TYPE, manifest.encoded());
          }

          @Override
          public ArrivalId bind(SignedPost.Checked.Genuine post, ArrivalId id)
              throws IOException, SeenPosts.Full, SeenPosts.Forgotten {
            Duration repeat = LargePost.longest(large.limitBytes());
            return seen.bind(post, id, clock.instant().plus(SeenPosts.KEPT).plus(repeat));
          }

          @Override
          public void store(Taken taken, ArrivalId id) {
            taking.accept(taken, id);
          }
        });
  }

  /** How a post whose signature fits is stored. */
  private interface Storing {
    Taken taken(String channel, SourceIdentity identity);

    ArrivalId bind(SignedPost.Checked.Genuine post, ArrivalId id)
        throws IOException, SeenPosts.Full, SeenPosts.Forgotten;

    void store(Taken taken, ArrivalId id);
  }

  private static String mediaType(ChannelKind kind) {
    return "application/vnd.sanwei." + kind.name().toLowerCase(Locale.ROOT) + "+json";
  }

  /**
   * @param early what came of the check while the body was not there, when it could be made
   */
  private ResponseEntity<?> checked(
      ChannelKind kind,
      HttpServletRequest request,
      SignedPost signed,
      Optional<SignedPost.Checked> early) {
    byte[] body = signed.body();
    SignedPost.Checked checked =
        early.orElseGet(() -> signed.check(config.integrators(), clock.instant()));
    if (checked instanceof SignedPost.Checked.Refused refused) {
      return IntakeAnswers.refused(refused);
    }
    SignedPost.Checked.Genuine post = (SignedPost.Checked.Genuine) checked;
    if (early.isPresent()
        && !SignedPost.macOf(post.integrator()).digestHex(body).equals(post.bodyDigest())) {
      return IntakeAnswers.refused(SignedPost.digestWrong());
    }
    Optional<ResponseEntity<ProblemDetail>> misaddressed = misaddressed(kind, request, post);
    if (misaddressed.isPresent()) {
      return misaddressed.get();
    }
    Optional<PostedCase> posted =
        kind == ChannelKind.HOTLINE ? PostedCase.in(body) : Optional.empty();
    return accept(
        kind,
        request,
        post,
        posted,
        new Storing() {
          @Override
          public Taken taken(String channel, SourceIdentity identity) {
            return new Taken(channel, kind, identity, clock.instant(), mediaType(kind), body);
          }

          @Override
          public ArrivalId bind(SignedPost.Checked.Genuine post, ArrivalId id)
              throws IOException, SeenPosts.Full, SeenPosts.Forgotten {
            return seen.bind(post, id);
          }

          @Override
          public void store(Taken taken, ArrivalId id) {
            intake.accept(taken, id);
          }
        });
  }

  /** What is wrong with a post whose signature fits, whatever its body is. */
  private Optional<ResponseEntity<ProblemDetail>> misaddressed(
      ChannelKind kind, HttpServletRequest request, SignedPost.Checked.Genuine post) {
    if (channelFor(kind, post.integrator().name()).isEmpty()) {
      return Optional.of(
          IntakeAnswers.problem(
              403,
              "channel-not-yours",
              "no " + kind.name().toLowerCase(Locale.ROOT) + " channel names this key",
              "name the integrator under the channel's http.integrators in gateway.yaml"));
    }
    String idempotencyKey = request.getHeader("Idempotency-Key");
    return idempotencyKey == null || IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()
        ? Optional.empty()
        : Optional.of(
            IntakeAnswers.problem(
                400,
                "idempotency-key-malformed",
                "Idempotency-Key must be 1 to 128 visible ASCII characters",
                "send a UUID"));
  }

  /** Stores what {@link #misaddressed} finds nothing wrong with. */
  private ResponseEntity<?> accept(
      ChannelKind kind,
      HttpServletRequest request,
      SignedPost.Checked.Genuine post,
      Optional<PostedCase> posted,
      Storing storing) {
    String idempotencyKey = request.getHeader("Idempotency-Key");
    ChannelConfig channel = channelFor(kind, post.integrator().name()).orElseThrow();
    SourceIdentity identity = identity(post, idempotencyKey, posted);
    Taken taken = storing.taken(channel.name(), identity);
    try {
      ArrivalId id = storing.bind(post, intake.idOf(taken));
      status.posted(taken.channel(), id, post.integrator().name(), taken.receivedAt());
      storing.store(taken, id);
      return IntakeAnswers.accepted(id);
    } catch (SeenPosts.Full e) {
      return IntakeAnswers.later("too-many-posts", "more posts came lately than can be remembered");
    } catch (SeenPosts.Forgotten e) {
      return IntakeAnswers.signedBeforeRestart();
    } catch (BrokerUnavailable e) {
      return IntakeAnswers.later("broker-unavailable", "nothing was stored");
    } catch (IOException | UncheckedIOException e) {
      return IntakeAnswers.diskUnavailable();
    }
  }

  /** A version of a case is the same message by whichever key it is posted again. */
  private static SourceIdentity identity(
      SignedPost.Checked.Genuine post, @Nullable String key, Optional<PostedCase> posted) {
    String credential = post.integrator().name();
    if (posted.isPresent()) {
      return SourceIdentity.caseVersion(
          credential, posted.get().caseId(), posted.get().version(), post.bodyDigest());
    }
    return key == null
        ? SourceIdentity.post(credential, "nonce", post.nonce(), post.bodyDigest())
        : SourceIdentity.post(credential, "key", key, post.bodyDigest());
  }

  private static SignedPost post(HttpServletRequest request) {
    return new SignedPost(
        request.getMethod(),
        request.getRequestURI(),
        request.getHeader("X-Sanwei-Key"),
        request.getHeader("X-Sanwei-Timestamp"),
        request.getHeader("X-Sanwei-Nonce"),
        request.getHeader("X-Sanwei-Signature"),
        request.getHeader("X-Sanwei-Digest"),
        new byte[0]);
  }

  private Optional<ChannelConfig> channelFor(ChannelKind kind, String integrator) {
    return Optional.ofNullable(channels.getOrDefault(kind, Map.of()).get(integrator));
  }

  private static Map<ChannelKind, Map<String, ChannelConfig>> byIntegrator(
      Collection<ChannelConfig> all) {
    Map<ChannelKind, Map<String, ChannelConfig>> channels = new EnumMap<>(ChannelKind.class);
    for (ChannelConfig channel : all) {
      if (channel.source() instanceof ChannelConfig.Http http) {
        Map<String, ChannelConfig> ofKind =
            channels.computeIfAbsent(channel.kind(), kind -> new HashMap<>());
        http.integrators().forEach(name -> ofKind.putIfAbsent(name, channel));
      }
    }
    return channels;
  }
}
