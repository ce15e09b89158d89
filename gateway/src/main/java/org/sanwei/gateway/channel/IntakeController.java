package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

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
    this.intake = intake;
    this.large = large;
    this.seen = seen;
    this.clock = clock;
  }

  /** Takes one post. */
  @PostMapping("/{kind}")
  public ResponseEntity<?> take(@PathVariable("kind") String kind, HttpServletRequest request)
      throws IOException {
    Optional<ChannelKind> asked = kindOf(kind);
    if (asked.isEmpty()) {
      return problem(
          404, "kind-unknown", "there is no such intake", "post to fax, sms, hotline or intranet");
    }
    long limit = config.limits().bodyBytes();
    if (request.getContentLengthLong() > limit) {
      return large(asked.get(), request);
    }
    SignedPost headers = post(request, new byte[0]);
    Optional<SignedPost.Checked.Refused> malformed = headers.malformed();
    if (malformed.isPresent()) {
      return refused(malformed.get());
    }
    if (!config.integrators().containsKey(String.valueOf(headers.key()))) {
      // Before the body is read: strangers must not fill the memory.
      return refused(SignedPost.unknownKey());
    }
    Optional<Room.Place> place = room.tryTake(PostedBody.FIRST_BYTES);
    if (place.isEmpty()) {
      return memoryFull();
    }
    try (Room.Place held = place.get()) {
      PostedBody body = PostedBody.read(request, limit, held, clock);
      if (body instanceof PostedBody.Whole whole) {
        return checked(asked.get(), request, whole.bytes());
      }
      if (body instanceof PostedBody.NoRoom) {
        return memoryFull();
      }
      return body instanceof PostedBody.TooLarge ? tooLarge(limit) : tooSlow();
    }
  }

  /** A version of a case is found in its body, so a hotline's post must be small enough to read. */
  private ResponseEntity<?> large(ChannelKind kind, HttpServletRequest request) throws IOException {
    long most = kind == ChannelKind.HOTLINE ? 0 : large.limitBytes();
    if (request.getContentLengthLong() > most) {
      return tooLarge(Math.max(most, config.limits().bodyBytes()));
    }
    Instant from = clock.instant();
    SignedPost headers = post(request, new byte[0]);
    Optional<SignedPost.Checked.Refused> early = headers.refusedUnread(config.integrators(), from);
    if (early.isPresent()) {
      return refused(early.get());
    }
    Optional<Room.Place> place = room.tryTake(LargeIntake.HEAP_BYTES);
    if (place.isEmpty()) {
      return memoryFull();
    }
    try (Room.Place held = place.get()) {
      Optional<LargeIntake.Taking> begun = large.tryBegin();
      if (begun.isEmpty()) {
        return later("large-body-busy", "another large body is being taken in");
      }
      try (LargeIntake.Taking taking = begun.get()) {
        return streamed(kind, request, headers, from, taking);
      }
    } catch (BrokerUnavailable e) {
      return later("broker-unavailable", "nothing was stored");
    }
  }

  private ResponseEntity<?> streamed(
      ChannelKind kind,
      HttpServletRequest request,
      SignedPost headers,
      Instant from,
      LargeIntake.Taking taking)
      throws IOException {
    RunningDigest digest =
        SignedPost.macOf(config.integrators().get(String.valueOf(headers.key()))).running();
    LargePost.Read read = LargePost.read(request, taking, digest, clock);
    if (read != LargePost.Read.WHOLE) {
      return read == LargePost.Read.TOO_SLOW ? tooSlow() : tooLarge(large.limitBytes());
    }
    String whole = digest.hex();
    // By the clock of its beginning: how long it takes to come in is bounded already.
    SignedPost.Checked checked = headers.check(config.integrators(), from, mac -> whole);
    if (checked instanceof SignedPost.Checked.Refused refused) {
      return refused(refused);
    }
    LargeBody manifest = taking.end(mediaType(kind), new byte[0]);
    return accept(
        kind,
        request,
        (SignedPost.Checked.Genuine) checked,
        Optional.empty(),
        new Storing() {
          @Override
          public Taken taken(String channel, SourceIdentity identity) {
            return new Taken(
                channel, kind, identity, clock.instant(), LargeBody.MEDIA_TYPE, manifest.encoded());
          }

          @Override
          public SeenPosts.Bound bind(SignedPost.Checked.Genuine post, ArrivalId id)
              throws IOException, SeenPosts.Full {
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

    SeenPosts.Bound bind(SignedPost.Checked.Genuine post, ArrivalId id)
        throws IOException, SeenPosts.Full;

    void store(Taken taken, ArrivalId id);
  }

  private static String mediaType(ChannelKind kind) {
    return "application/vnd.sanwei." + kind.name().toLowerCase(Locale.ROOT) + "+json";
  }

  private static ResponseEntity<ProblemDetail> memoryFull() {
    return later("memory-full", "too many bodies are being taken in at this moment");
  }

  private ResponseEntity<?> checked(ChannelKind kind, HttpServletRequest request, byte[] body) {
    SignedPost.Checked checked = post(request, body).check(config.integrators(), clock.instant());
    if (checked instanceof SignedPost.Checked.Refused refused) {
      return refused(refused);
    }
    Optional<PostedCase> posted =
        kind == ChannelKind.HOTLINE ? PostedCase.in(body) : Optional.empty();
    return accept(
        kind,
        request,
        (SignedPost.Checked.Genuine) checked,
        posted,
        new Storing() {
          @Override
          public Taken taken(String channel, SourceIdentity identity) {
            return new Taken(channel, kind, identity, clock.instant(), mediaType(kind), body);
          }

          @Override
          public SeenPosts.Bound bind(SignedPost.Checked.Genuine post, ArrivalId id)
              throws IOException, SeenPosts.Full {
            return seen.bind(post, id);
          }

          @Override
          public void store(Taken taken, ArrivalId id) {
            intake.accept(taken, id);
          }
        });
  }

  private ResponseEntity<?> accept(
      ChannelKind kind,
      HttpServletRequest request,
      SignedPost.Checked.Genuine post,
      Optional<PostedCase> posted,
      Storing storing) {
    Optional<ChannelConfig> channel = channelFor(kind, post.integrator().name());
    if (channel.isEmpty()) {
      return problem(
          403,
          "channel-not-yours",
          "no " + kind.name().toLowerCase(Locale.ROOT) + " channel names this key",
          "name the integrator under the channel's http.integrators in gateway.yaml");
    }
    String idempotencyKey = request.getHeader("Idempotency-Key");
    if (idempotencyKey != null && !IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
      return problem(
          400,
          "idempotency-key-malformed",
          "Idempotency-Key must be 1 to 128 visible ASCII characters",
          "send a UUID");
    }
    SourceIdentity identity = identity(post, idempotencyKey, posted);
    Taken taken = storing.taken(channel.get().name(), identity);
    try {
      SeenPosts.Bound bound = storing.bind(post, intake.idOf(taken));
      status.posted(taken.channel(), bound.id(), post.integrator().name(), taken.receivedAt());
      storing.store(taken, bound.id());
      bound.await();
      return ResponseEntity.accepted().body(Map.of("id", bound.id().hex()));
    } catch (SeenPosts.Full e) {
      return later("too-many-posts", "more posts came lately than can be remembered");
    } catch (BrokerUnavailable e) {
      return later("broker-unavailable", "nothing was stored");
    } catch (IOException | UncheckedIOException e) {
      return later("disk-unavailable", "it was not stored as it must be");
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

  private static ResponseEntity<ProblemDetail> refused(SignedPost.Checked.Refused refused) {
    return problem(refused.status(), refused.code(), refused.what(), refused.fix());
  }

  private static ResponseEntity<ProblemDetail> later(String code, String what) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(503, code, what, "send the same post with the same Idempotency-Key again"));
  }

  private static SignedPost post(HttpServletRequest request, byte[] body) {
    return new SignedPost(
        request.getMethod(),
        request.getRequestURI(),
        request.getHeader("X-Sanwei-Key"),
        request.getHeader("X-Sanwei-Timestamp"),
        request.getHeader("X-Sanwei-Nonce"),
        request.getHeader("X-Sanwei-Signature"),
        body);
  }

  private Optional<ChannelConfig> channelFor(ChannelKind kind, String integrator) {
    return config.channels().values().stream()
        .filter(channel -> channel.kind() == kind)
        .filter(
            channel ->
                channel.source() instanceof ChannelConfig.Http http
                    && http.integrators().contains(integrator))
        .findFirst();
  }

  private static Optional<ChannelKind> kindOf(String word) {
    return switch (word) {
      case "fax" -> Optional.of(ChannelKind.FAX);
      case "sms" -> Optional.of(ChannelKind.SMS);
      case "hotline" -> Optional.of(ChannelKind.HOTLINE);
      case "intranet" -> Optional.of(ChannelKind.INTRANET);
      default -> Optional.empty();
    };
  }

  private static ResponseEntity<ProblemDetail> tooLarge(long limit) {
    return problem(
        413,
        "body-too-large",
        "the body is larger than " + limit + " bytes",
        "send fewer pages in one post with its Content-Length, or raise limits.largeBodyBytes in"
            + " gateway.yaml");
  }

  private static ResponseEntity<ProblemDetail> tooSlow() {
    return problem(
        408,
        "body-too-slow",
        "the body did not come within "
            + PostedBody.PATIENCE.toSeconds()
            + " seconds, or with less than "
            + PostedBody.LEAST_RATE
            + " bytes a second (a large one: "
            + LargePost.LEAST_RATE
            + ")",
        "send the same post with the same Idempotency-Key again");
  }

  private static ResponseEntity<ProblemDetail> problem(
      int status, String code, String what, String fix) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(status, code, what, fix));
  }

  private static ProblemDetail detail(int status, String code, String what, String fix) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), what);
    detail.setType(java.net.URI.create("urn:sanwei:problem:" + code));
    detail.setProperty("code", code);
    detail.setProperty("fix", fix);
    return detail;
  }
}
