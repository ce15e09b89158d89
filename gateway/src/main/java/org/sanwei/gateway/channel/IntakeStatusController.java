package org.sanwei.gateway.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.ChannelConfig;
import org.sanwei.routes.message.ArrivalId;
import org.sanwei.routes.message.Defect;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/v1/intake/{id}}, signed like a post with an empty body: whether the integrator's
 * own post was received, or is asked for again. Whoever else asks gets the answer that there is no
 * such thing.
 */
@RestController
public final class IntakeStatusController {
  private final Map<String, ChannelConfig.Integrator> integrators;
  private final PostStatus posts;
  private final Clock clock;

  public IntakeStatusController(
      Map<String, ChannelConfig.Integrator> integrators, PostStatus posts, Clock clock) {
    this.integrators = Map.copyOf(integrators);
    this.posts = posts;
    this.clock = clock;
  }

  /** What is missing, for programs ({@code defect} is stable) and for people. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Missing(String defect, @Nullable Integer have, @Nullable Integer of, String words) {
    static Missing of(Defect defect) {
      boolean counts = defect.kind().counts();
      return new Missing(
          defect.kind().name(),
          counts ? defect.have() : null,
          counts ? defect.of() : null,
          defect.words());
    }
  }

  /** {@code state} is received or resend. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record StatusJson(
      String id,
      String state,
      @Nullable String number,
      @Nullable Instant receivedAt,
      List<Missing> missing) {}

  /** One post's state; the same words for every outcome. */
  @GetMapping("/api/v1/intake/{id:[0-9a-f]{32}}")
  public ResponseEntity<?> status(@PathVariable("id") String id, HttpServletRequest request) {
    SignedPost.Checked checked = signed(request).check(integrators, clock.instant());
    if (checked instanceof SignedPost.Checked.Refused refused) {
      return IntakeAnswers.refused(refused);
    }
    String integrator = ((SignedPost.Checked.Genuine) checked).integrator().name();
    try {
      Optional<PostStatus.Status> status = posts.of(new ArrivalId(id), integrator);
      return status.isPresent()
          ? ResponseEntity.ok(json(id, status.get()))
          : IntakeAnswers.problem(
              404,
              "unknown-id",
              "no post of this key has this id, or its time is over",
              "ask for an id that a 202 gave you, on a channel with  receipt:  in gateway.yaml");
    } catch (PostStatus.Unavailable e) {
      return IntakeAnswers.later(
          "database-unavailable", "not known at this moment", "ask again later");
    }
  }

  private static StatusJson json(String id, PostStatus.Status status) {
    return new StatusJson(
        id,
        status.missing().isEmpty() ? "received" : "resend",
        status.number(),
        status.receivedAt(),
        status.missing().stream().map(Missing::of).toList());
  }

  private static SignedPost signed(HttpServletRequest request) {
    return new SignedPost(
        request.getMethod(),
        request.getRequestURI(),
        request.getHeader("X-Sanwei-Key"),
        request.getHeader("X-Sanwei-Timestamp"),
        request.getHeader("X-Sanwei-Nonce"),
        request.getHeader("X-Sanwei-Signature"),
        null,
        new byte[0]);
  }
}
