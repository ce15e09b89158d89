package org.sanwei.routes.release;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Application messages of WeCom (企业微信), one call a person, so that one member's refusal is never
 * another's. A refused token is renewed and the call repeated once, since WeCom took nothing; no
 * other call is repeated here. Why a client of our own: docs/adr/0004.
 */
public final class WecomOutlet implements Outlet {
  /** Codes that pass: busy, rate, concurrency. */
  static final Set<Integer> FOR_NOW = Set.of(-1, 45009, 45033);

  private static final Set<Integer> BAD_TOKEN = Set.of(40014, 42001);
  private static final String NOT_A_MEMBER = "wecom-invaliduser";

  private final OutletName name;
  private final WecomSettings settings;
  private final WecomCall call;
  private final WecomToken token;
  private final MemberBudget budget;

  public WecomOutlet(OutletName name, WecomSettings settings, Clock clock) {
    this.name = name;
    this.settings = settings;
    this.call = new WecomCall(settings.connectTimeout(), settings.answerTimeout());
    this.token = new WecomToken(settings, call, clock);
    this.budget = new MemberBudget(settings.perMinute(), settings.perHour(), clock);
  }

  @Override
  public OutletName name() {
    return name;
  }

  @Override
  public SendResult send(Releasable releasable, Recipient recipient) {
    Outlet.requireFits(name, releasable, recipient);
    if (!budget.take(recipient.address())) {
      return new SendResult.Refused("wecom-member-budget", true);
    }
    Map<String, Object> message = message(releasable.release().text(), recipient);
    WecomToken.Got first = token.current();
    if (!(first instanceof WecomToken.Token usable)) {
      return refused((WecomToken.None) first);
    }
    WecomCall.Answer answer = post(usable, message);
    if (answer instanceof WecomCall.Said said && BAD_TOKEN.contains(said.errcode())) {
      token.forget(usable);
      WecomToken.Got second = token.current();
      if (!(second instanceof WecomToken.Token fresh)) {
        return refused((WecomToken.None) second);
      }
      answer = post(fresh, message);
    }
    return result(answer);
  }

  /**
   * Whether WeCom lets us in: asks for a token, and sends nobody anything. Empty when it does, else
   * a stable word; one that begins with {@code wecom-} and a number is WeCom's own answer.
   */
  public Optional<String> refusal() {
    WecomToken.Got got = token.fresh();
    return got instanceof WecomToken.None none ? Optional.of(none.code()) : Optional.empty();
  }

  private WecomCall.Answer post(WecomToken.Token usable, Map<String, Object> message) {
    String query = URLEncoder.encode(usable.value(), StandardCharsets.UTF_8);
    return call.post(
        settings.base().resolve("/cgi-bin/message/send?access_token=" + query), message);
  }

  private Map<String, Object> message(String text, Recipient recipient) {
    return Map.of(
        "touser", recipient.address(),
        "msgtype", "text",
        "agentid", settings.agentId(),
        "text", Map.of("content", text),
        "safe", 0);
  }

  private static SendResult refused(WecomToken.None none) {
    return new SendResult.Refused(none.code(), none.worthRetrying());
  }

  private static SendResult result(WecomCall.Answer answer) {
    if (answer instanceof WecomCall.Said said) {
      return said.errcode() == 0 ? taken(said) : refusedBy(said.errcode());
    }
    return answer instanceof WecomCall.NotSent notSent
        ? new SendResult.Refused(notSent.code(), notSent.worthRetrying())
        : new SendResult.Unknown(((WecomCall.NoAnswer) answer).why());
  }

  private static SendResult refusedBy(int errcode) {
    return new SendResult.Refused("wecom-" + errcode, FOR_NOW.contains(errcode));
  }

  /** errcode 0 also stands over a list of those it could not reach. We asked for one. */
  private static SendResult taken(WecomCall.Said said) {
    boolean unreached =
        !said.json().path("invaliduser").asText("").isEmpty()
            || !said.json().path("unlicenseduser").asText("").isEmpty();
    return unreached
        ? new SendResult.Refused(NOT_A_MEMBER, false)
        : new SendResult.Accepted(List.of(said.json().path("msgid").asText("")));
  }

  @Override
  public void close() {
    // The JDK's client ends with its last reference; it holds nothing else.
  }
}
