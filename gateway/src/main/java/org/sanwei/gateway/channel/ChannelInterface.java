package org.sanwei.gateway.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.Problem;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Channels for programs: how they are, and the two ways to try them. */
@RestController
@RequestMapping("/api/v1/channels")
public final class ChannelInterface {
  private final ChannelBoard board;
  private final ConnectionTests tests;
  private final Probes probes;
  private final WaysOut out;
  private final ReaderBoard readers;

  public ChannelInterface(
      ChannelBoard board, ConnectionTests tests, Probes probes, WaysOut out, ReaderBoard readers) {
    this.readers = readers;
    this.out = out;
    this.board = board;
    this.tests = tests;
    this.probes = probes;
  }

  /** Ways in, ways out, and who reads what comes. */
  record All(List<ChannelJson> channels, List<OutletJson> outlets, List<ReaderJson> readers) {}

  /** All of them, by name. */
  @GetMapping
  public Object channels(SignedIn who) {
    Permissions.require(who.person(), Act.READ_CHANNELS);
    return new All(
        board.now().stream().map(ChannelJson::of).toList(),
        out.board().now().stream().map(OutletJson::of).toList(),
        readers.lately().stream().map(ReaderJson::of).toList());
  }

  /** Tests one now; answers within five seconds. */
  @PostMapping("/{name}/test")
  public ResponseEntity<?> test(SignedIn who, @PathVariable("name") String name) {
    return tested(tests.test(who.person(), name));
  }

  /** Tests a way out now, and sends nobody anything; answers within five seconds. */
  @PostMapping("/outlets/{name}/test")
  public ResponseEntity<?> testOutlet(SignedIn who, @PathVariable("name") String name) {
    return tested(out.tests().test(who.person(), name));
  }

  private static ResponseEntity<?> tested(ConnectionTests.Answer answer) {
    if (answer instanceof ConnectionTests.Answer.Done done) {
      return ResponseEntity.ok(ChannelJson.Test.of(done.last().found(), done.last().at()));
    }
    return ResponseEntity.status(HttpStatus.CONFLICT)
        .body(
            Problem.of(
                HttpStatus.CONFLICT, "test-running", "this channel is being tested; ask again"));
  }

  /** Begins probes of one channel. */
  @PostMapping("/{name}/probe")
  public ResponseEntity<?> probe(SignedIn who, @PathVariable("name") String name) {
    return begun(probes.begin(who.person(), Optional.of(name)));
  }

  /** Begins probes of every channel whose last ones have ended. */
  @PostMapping("/probe")
  public ResponseEntity<?> probeAll(SignedIn who) {
    return begun(probes.begin(who.person(), Optional.empty()));
  }

  private static ResponseEntity<?> begun(List<String> channels) {
    return channels.isEmpty()
        ? ResponseEntity.status(HttpStatus.CONFLICT)
            .body(
                Problem.of(
                    HttpStatus.CONFLICT, "probe-under-way", "the last probe has not ended; wait"))
        : ResponseEntity.accepted().body(Map.of("channels", channels));
  }
}
