package org.sanwei.gateway.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.sanwei.routes.message.ArrivalId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** What a post is answered: its id, or a problem (RFC 9457) with its code and its mend. */
final class IntakeAnswers {
  private IntakeAnswers() {}

  static ResponseEntity<ProblemDetail> diskUnavailable() {
    return later("disk-unavailable", "the disk did not take it; it counts as not received");
  }

  static ResponseEntity<ProblemDetail> failed() {
    return problem(
        500,
        "internal",
        "the service failed; its log says where",
        "send the same post with the same Idempotency-Key again");
  }

  /** Never a 4xx, which a client could take for the end of it: the message may be a first one. */
  static ResponseEntity<ProblemDetail> signedBeforeRestart() {
    return later(
        "signed-before-restart",
        "the machine stopped without a word after this was signed: nobody knows whether it came"
            + " before",
        "sign it anew with a new timestamp and the same Idempotency-Key; without one, with the same"
            + " nonce");
  }

  static ResponseEntity<ProblemDetail> memoryFull() {
    return later("memory-full", "too many bodies are being taken in at this moment");
  }

  /** Written by hand: on the way of every post, a general writer is what costs most. */
  static ResponseEntity<byte[]> accepted(ArrivalId id) {
    return ResponseEntity.accepted()
        .contentType(MediaType.APPLICATION_JSON)
        .body(("{\"id\":\"" + id.hex() + "\"}").getBytes(StandardCharsets.US_ASCII));
  }

  static ResponseEntity<ProblemDetail> refused(SignedPost.Checked.Refused refused) {
    return problem(refused.status(), refused.code(), refused.what(), refused.fix());
  }

  static ResponseEntity<ProblemDetail> later(String code, String what) {
    return later(code, what, "send the same post with the same Idempotency-Key again");
  }

  static ResponseEntity<ProblemDetail> later(String code, String what, String fix) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, "5")
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(503, code, what, fix));
  }

  static ResponseEntity<ProblemDetail> tooLarge(long limit) {
    return problem(
        413,
        "body-too-large",
        "the body is larger than " + limit + " bytes",
        "send fewer pages in one post with its Content-Length, or raise limits.largeBodyBytes in"
            + " gateway.yaml");
  }

  static ResponseEntity<ProblemDetail> tooSlow() {
    return problem(
        408,
        "body-too-slow",
        "the body did not come within "
            + PostedBody.PATIENCE.toSeconds()
            + " seconds, or with less than "
            + PostedBody.LEAST_RATE
            + " bytes a second (a large one: "
            + LargePost.LEAST_RATE
            + ", with no pause above "
            + PostedBody.BEFORE_RATE.toSeconds()
            + " seconds)",
        "send the same post with the same Idempotency-Key again");
  }

  static ResponseEntity<ProblemDetail> problem(int status, String code, String what, String fix) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail(status, code, what, fix));
  }

  private static ProblemDetail detail(int status, String code, String what, String fix) {
    ProblemDetail detail = ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(status), what);
    detail.setType(URI.create("urn:sanwei:problem:" + code));
    detail.setProperty("code", code);
    detail.setProperty("fix", fix);
    return detail;
  }
}
