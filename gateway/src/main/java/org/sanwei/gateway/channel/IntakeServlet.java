package org.sanwei.gateway.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.util.List;
import org.sanwei.gateway.web.Refusals;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.filter.ServerHttpObservationFilter;

/**
 * The four ways in, past the dispatcher of the pages: finding a controller for a post, its
 * arguments and a writer of its answer cost as much as checking its signature. Every other path is
 * the dispatcher's. Safe from many threads.
 */
public final class IntakeServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final String BELOW = "/api/v1/intake/";

  private final transient IntakeController intake;
  private final transient ObjectMapper json;

  /**
   * @param json writes problems; an acceptance is written already
   */
  public IntakeServlet(IntakeController intake, ObjectMapper json) {
    this.intake = intake;
    this.json = json;
  }

  /** Where it is to be found. */
  public static List<String> paths() {
    return IntakeController.KINDS.keySet().stream().map(kind -> BELOW + kind).sorted().toList();
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
      return;
    }
    ServerHttpObservationFilter.findObservationContext(request)
        .ifPresent(seen -> seen.setPathPattern(BELOW + "{kind}"));
    ResponseEntity<?> answer = taken(request);
    if (answer.getBody() instanceof ProblemDetail problem) {
      problem.setInstance(URI.create(request.getServletPath()));
    }
    write(answer, response);
  }

  private ResponseEntity<?> taken(HttpServletRequest request) {
    try {
      return intake.take(request.getServletPath().substring(BELOW.length()), request);
    } catch (IOException | RuntimeException e) {
      // The container would write the message into the log, and that may quote the post.
      Refusals.log(e);
      return IntakeAnswers.failed();
    }
  }

  private void write(ResponseEntity<?> answer, HttpServletResponse response) throws IOException {
    byte[] body =
        answer.getBody() instanceof byte[] written
            ? written
            : json.writeValueAsBytes(answer.getBody());
    response.setStatus(answer.getStatusCode().value());
    answer
        .getHeaders()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
