package org.sanwei.gateway.channel;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.config.policy.ChannelKind;
import org.sanwei.config.policy.GatewayConfig;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.SourceIdentity;
import org.sanwei.routes.intake.Taken;
import org.sanwei.routes.message.ArrivalId;
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
  private final SeenPosts seen;
  private final Room room;
  private final PostStatus status;
  private final Clock clock;

  /** One that tells nobody afterwards what became of a post. */
  public IntakeController(
      GatewayConfig config, Intake intake, SeenPosts seen, Room room, Clock clock) {
    this(config, intake, seen, room, PostStatus.NONE, clock);
  }

  /**
   * @param room shared with the other channels
   * @param status remembers who posted what
   */
  public IntakeController(
      GatewayConfig config,
      Intake intake,
      SeenPosts seen,
      Room room,
      PostStatus status,
      Clock clock) {
    this.room = room;
    this.status = status;
    this.config = config;
    this.intake = intake;
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
      return tooLarge(limit);
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

  private static ResponseEntity<ProblemDetail> memoryFull() {
    return later("memory-full", "too many bodies are being taken in at this moment");
  }

  private ResponseEntity<?> checked(ChannelKind kind, HttpServletRequest request, byte[] body) {
    SignedPost.Checked checked = post(request, body).check(config.integrators(), clock.instant());
    if (checked instanceof SignedPost.Checked.Refused refused) {
      return refused(refused);
    }
    return accept(kind, request, body, (SignedPost.Checked.Genuine) checked);
  }

  private ResponseEntity<?> accept(
      ChannelKind kind, HttpServletRequest request, byte[] body, SignedPost.Checked.Genuine post) {
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
    Optional<PostedCase> posted =
        kind == ChannelKind.HOTLINE ? PostedCase.in(body) : Optional.empty();
    SourceIdentity identity = identity(post, idempotencyKey, posted);
    Taken taken =
        new Taken(
            channel.get().name(),
            kind,
            identity,
            clock.instant(),
            "application/vnd.sanwei." + kind.name().toLowerCase(Locale.ROOT) + "+json",
            body);
    try {
      SeenPosts.Bound bound = seen.bind(post, intake.idOf(taken));
      status.posted(taken.channel(), bound.id(), post.integrator().name(), taken.receivedAt());
      intake.accept(taken, bound.id());
      bound.await();
      return accepted(bound.id());
    } catch (SeenPosts.Full e) {
      return later("too-many-posts", "more posts came lately than can be remembered");
    } catch (BrokerUnavailable e) {
      return later("broker-unavailable", "nothing was stored");
    } catch (IOException | UncheckedIOException e) {
      return later("disk-unavailable", "it was not stored as it must be");
    }
  }

  /** Written by hand: on the way of every post, a general writer is what costs most. */
  private static ResponseEntity<byte[]> accepted(ArrivalId id) {
    return ResponseEntity.accepted()
        .contentType(MediaType.APPLICATION_JSON)
        .body(("{\"id\":\"" + id.hex() + "\"}").getBytes(StandardCharsets.US_ASCII));
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
        "send fewer pages in one post, or raise limits.bodyBytes in gateway.yaml");
  }

  private static ResponseEntity<ProblemDetail> tooSlow() {
    return problem(
        408,
        "body-too-slow",
        "the body did not come within "
            + PostedBody.PATIENCE.toSeconds()
            + " seconds, or with less than "
            + PostedBody.LEAST_RATE
            + " bytes a second",
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
