package org.sanwei.gateway.web;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Answers of the interface that are not what was asked for: {@code application/problem+json} with a
 * stable {@code code}. They never repeat what was sent.
 */
public final class Problem {
  private Problem() {}

  /** A problem with this code; {@code detail} says what is wrong and the mend. */
  public static ProblemDetail of(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:sanwei:problem:" + code));
    problem.setProperty("code", code);
    return problem;
  }

  /** The same by hand, for filters, where no converter runs. */
  static String json(HttpStatus status, String code) {
    return "{\"type\":\"urn:sanwei:problem:%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}"
        .formatted(code, status.getReasonPhrase(), status.value(), code);
  }
}
