package org.sanwei.gateway.web;

import org.sanwei.gateway.people.Act;
import org.sanwei.gateway.people.Permissions;
import org.sanwei.gateway.people.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** {@code GET /api/v1/stream}: server-sent events for those who may read items. */
@RestController
public final class StreamInterface {
  private final Stream stream;

  public StreamInterface(Stream stream) {
    this.stream = stream;
  }

  /** The stream, or 503 when too many listen. */
  @GetMapping(path = "/api/v1/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  public ResponseEntity<SseEmitter> listen(SignedIn who) {
    Permissions.require(who.person(), Act.READ_ITEMS);
    return stream
        .subscribe()
        .map(
            emitter ->
                ResponseEntity.ok()
                    .header("Cache-Control", "no-store")
                    .header("X-Accel-Buffering", "no")
                    .body(emitter))
        .orElseGet(() -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build());
  }
}
