package org.sanwei.gateway.reply;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sanwei.gateway.desk.Acted;
import org.sanwei.gateway.desk.Inbox;
import org.sanwei.gateway.desk.ItemRef;
import org.sanwei.gateway.desk.ResendDesk;
import org.sanwei.gateway.desk.Row;
import org.sanwei.gateway.people.SignedIn;
import org.sanwei.gateway.web.NotFound;
import org.sanwei.gateway.web.Problem;
import org.sanwei.routes.message.Defect;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Asking senders again, for programs: {@code /api/v1/cards/{ref}/resend}. */
@RestController
public final class ResendInterface {
  private final Inbox inbox;
  private final ResendDesk resends;

  public ResendInterface(Inbox inbox, ResendDesk resends) {
    this.inbox = inbox;
    this.resends = resends;
  }

  /** One notice; {@code code} is absent when there is nothing to say. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record NoticeJson(String state, String code, Instant at) {
    static @Nullable NoticeJson of(ResendDesk.@Nullable Notice notice) {
      return notice == null ? null : new NoticeJson(notice.state(), notice.code(), notice.at());
    }
  }

  /** What the sender was told; nothing of the message, nothing of the sender. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ToldJson(
      String id,
      List<String> missing,
      @Nullable NoticeJson receipt,
      @Nullable NoticeJson resend,
      boolean mayAsk) {
    static ToldJson of(Row row, ResendDesk.Told told) {
      return new ToldJson(
          row.id().hex(),
          told.missing().stream().map(Defect::code).toList(),
          NoticeJson.of(told.receipt()),
          NoticeJson.of(told.resend()),
          told.mayAsk());
    }
  }

  /** 请对方重发. */
  @PostMapping("/api/v1/cards/{ref}/resend")
  public Object ask(SignedIn who, @PathVariable String ref) {
    Acted acted = resends.ask(who.person(), parse(ref));
    if (acted instanceof Acted.Done done) {
      return ToldJson.of(done.row(), resends.told(done.row()));
    }
    if (acted instanceof Acted.NoResend refused) {
      return ResponseEntity.status(HttpStatus.CONFLICT)
          .body(
              Problem.of(
                  HttpStatus.CONFLICT,
                  refused.code(),
                  "the sender is not asked: the code says why, docs/INTEGRATORS.md what it means"));
    }
    throw new NotFound();
  }

  /** What was said to the sender so far. */
  @GetMapping("/api/v1/cards/{ref}/resend")
  public ToldJson told(SignedIn who, @PathVariable String ref) {
    Row row = inbox.row(who.person(), parse(ref)).orElseThrow(NotFound::new);
    return ToldJson.of(row, resends.told(row));
  }

  private static ItemRef parse(String ref) {
    return ItemRef.parse(ref).orElseThrow(NotFound::new);
  }
}
