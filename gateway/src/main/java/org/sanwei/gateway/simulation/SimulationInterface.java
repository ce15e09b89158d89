package org.sanwei.gateway.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.gateway.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Simulations over stored traffic, for the page and for {@code simulate --api}. */
@RestController
@RequestMapping("/api/v1/policy/simulations")
public final class SimulationInterface {
  private final Simulations simulations;
  private final ObjectMapper json;

  /** One is read at a time, from its first byte on: JSON, too, grows when it is read. */
  private final Semaphore reading = new Semaphore(1);

  public SimulationInterface(Simulations simulations, ObjectMapper json) {
    this.simulations = simulations;
    this.json = json;
  }

  /** Takes a candidate and begins; answers at once. */
  @PostMapping
  public Object start(SignedIn who, HttpServletRequest request) throws IOException {
    simulations.require(who.person());
    if (!reading.tryAcquire()) {
      return busy();
    }
    try {
      byte[] body = request.getInputStream().readNBytes(Candidate.MAX_BODY_BYTES + 1);
      return body.length > Candidate.MAX_BODY_BYTES
          ? problem(
              HttpStatus.PAYLOAD_TOO_LARGE,
              "too-large",
              "a candidate has at most " + Candidate.MAX_BODY_BYTES + " bytes")
          : start(who, body);
    } finally {
      reading.release();
    }
  }

  private Object start(SignedIn who, byte[] body) {
    Optional<Candidate> candidate = Candidate.read(body, json);
    if (candidate.isEmpty()) {
      return problem(
          HttpStatus.BAD_REQUEST,
          "not-a-candidate",
          "send files (1 to "
              + Candidate.MAX_FILES
              + ", name and text) and days (1 to "
              + Candidate.MAX_DAYS
              + ")");
    }
    Started started = simulations.start(who.person(), candidate.get());
    if (started instanceof Started.Accepted accepted) {
      return ResponseEntity.accepted().body(RunJson.of(accepted.run()));
    }
    if (started instanceof Started.Unreadable unreadable) {
      ProblemDetail detail =
          Problem.of(HttpStatus.BAD_REQUEST, "policy-unreadable", "the candidate has problems");
      List<String> all = unreadable.problems().stream().limit(200).map(Object::toString).toList();
      detail.setProperty("problems", all);
      return ResponseEntity.badRequest().body(detail);
    }
    return started instanceof Started.Enough enough
        ? problem(
            HttpStatus.TOO_MANY_REQUESTS,
            "enough-simulations",
            "at most " + enough.most() + " in 24 hours; try over files of your own")
        : busy();
  }

  /** How one stands. */
  @GetMapping("/{id}")
  public Object find(SignedIn who, @PathVariable UUID id) {
    return RunJson.of(simulations.find(who.person(), id).orElseThrow(NotFound::new));
  }

  /** Ends one soon; what it found so far is forgotten. */
  @DeleteMapping("/{id}")
  public Object cancel(SignedIn who, @PathVariable UUID id) {
    simulations.cancel(who.person(), id);
    return RunJson.of(simulations.find(who.person(), id).orElseThrow(NotFound::new));
  }

  private static ResponseEntity<ProblemDetail> busy() {
    return problem(HttpStatus.CONFLICT, "busy", "another simulation runs; wait for it or end it");
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpStatus status, String code, String detail) {
    return ResponseEntity.status(status).body(Problem.of(status, code, detail));
  }
}
