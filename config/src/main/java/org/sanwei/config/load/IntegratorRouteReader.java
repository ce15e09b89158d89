package org.sanwei.config.load;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sanwei.config.policy.IntegratorRoute;
import org.sanwei.config.policy.IntegratorRoute.Branch;
import org.sanwei.config.policy.IntegratorRoute.Expr;
import org.sanwei.config.policy.IntegratorRoute.Language;
import org.sanwei.config.policy.IntegratorRoute.Source;
import org.sanwei.config.policy.IntegratorRoute.Step;
import org.sanwei.config.policy.IntegratorRoute.Target;

/**
 * Reads one route, once. The allow-lists of components, patterns and languages stand here.
 *
 * <p>Only what an outlet has sent may be looked into or changed. Decoding, parting or wrapping what
 * nobody has judged could destroy its mark, or leave it with one part only.
 */
final class IntegratorRouteReader {
  private static final Pattern FOLDER = Pattern.compile("file:exchange/([a-z0-9][a-z0-9-]{0,31})");
  private static final Pattern ROUTE = Pattern.compile("direct:([a-z0-9][a-z0-9-]{0,31})");
  private static final Pattern INTAKE = Pattern.compile("sanwei:intake/([a-z0-9][a-z0-9-]{0,31})");
  private static final Pattern RELEASED =
      Pattern.compile("sanwei:releasable/([a-z0-9][a-z0-9-]{0,31})");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,31}");
  private static final Pattern STEERING = Pattern.compile("(?i)(camel|jms|sanwei).*");

  /** Text, with nothing in it but the body and headers. */
  private static final Pattern SIMPLE =
      Pattern.compile("(?:[^${}]|\\$\\{(?:body|header\\.[A-Za-z][A-Za-z0-9-]*)\\})*");

  /** A comparison of the body or a header with plain text; no operator that runs an expression. */
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\$\\{(?:body|header\\.[A-Za-z][A-Za-z0-9-]*)\\}"
              + " (?:==|!=|contains|!contains|startsWith|endsWith) '[^'${}]*'");

  private static final Pattern PLAIN = Pattern.compile("[^${}]*");

  private static final String BODY = "${body}";

  /** What came is judged as it came; its name or a header may choose the way. */
  private static final String MEND =
      "what has not been judged goes to intake as it came; only its way may be chosen, by its name:"
          + "  ${header.CamelFileName} startsWith 'TEXT'";

  private static final Set<String> STEPS =
      Set.of("to", "choice", "filter", "split", "setBody", "setHeader", "convertBodyTo", "log");

  private static final Set<String> CHANGING = Set.of("split", "setBody", "convertBodyTo");

  private final String file;
  private final List<Call> calls = new ArrayList<>();
  private boolean judged;

  /** That this route sends to another one. */
  record Call(String to, SourcePos at) {}

  IntegratorRouteReader(String file) {
    this.file = file;
  }

  /** Which routes the one that was read sends to. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  IntegratorRoute read(Fields route) {
    String id =
        route.parsed(
            "id", "from-oa", "none", text -> Words.NAME.matcher(text).matches() ? text : null);
    Fields from = route.map("from", true);
    Source source = new IntegratorRoute.FromRoute("none");
    List<Step> steps = List.of();
    if (from != null) {
      source = source(from);
      judged = source instanceof IntegratorRoute.FromReleased;
      steps = steps(from, true);
      from.done();
    }
    route.done();
    return new IntegratorRoute(id, at(route.start()), source, steps);
  }

  private Source source(Fields from) {
    String uri = from.text("uri", "file:exchange/oa-in", "direct:none");
    String folder = in(FOLDER, uri);
    if (folder != null) {
      return new IntegratorRoute.FromFolder(folder);
    }
    String released = in(RELEASED, uri);
    if (released != null) {
      return new IntegratorRoute.FromReleased(released);
    }
    String route = in(ROUTE, uri);
    if (route == null) {
      from.problem(
          from.at("uri"),
          "a route may not come from '" + scheme(uri) + "'",
          "use  file:exchange/NAME  direct:NAME  or  sanwei:releasable/OUTLET, without options");
      return new IntegratorRoute.FromRoute("none");
    }
    return new IntegratorRoute.FromRoute(route);
  }

  private Target target(Fields at, String key, String uri) {
    String channel = in(INTAKE, uri);
    if (channel != null) {
      return new IntegratorRoute.Intake(channel);
    }
    String folder = in(FOLDER, uri);
    if (folder != null) {
      return new IntegratorRoute.IntoFolder(folder);
    }
    String route = in(ROUTE, uri);
    if (route == null) {
      at.problem(
          at.at(key),
          "a route may not send to '" + scheme(uri) + "'",
          "use  sanwei:intake/CHANNEL  file:exchange/NAME  or  direct:NAME, without options");
      return new IntegratorRoute.IntoRoute("none");
    }
    calls.add(new Call(route, at.at(key)));
    return new IntegratorRoute.IntoRoute(route);
  }

  /** What looks into a body, or changes it, is for what was released. */
  private void body(Fields one, String what) {
    if (!judged) {
      one.problem(
          one.start(), "'" + what + "' works on a body that may not have been judged", MEND);
    }
  }

  private List<Step> steps(Fields parent, boolean required) {
    List<Step> steps = new ArrayList<>();
    for (Fields one : parent.maps("steps")) {
      Step step = step(one);
      if (step != null) {
        steps.add(step);
      }
    }
    if (required && steps.isEmpty()) {
      parent.problem(parent.start(), "has no steps", "add  steps: [ { to: … } ]");
    }
    return steps;
  }

  private @Nullable Step step(Fields one) {
    if (one.names().size() != 1) {
      one.problem(one.start(), "is not one step", "write each step as an entry of its own");
      one.names().forEach(one::has);
      return null;
    }
    String name = one.names().iterator().next();
    String at = at(one.start());
    if (CHANGING.contains(name)) {
      body(one, name);
    }
    Step step =
        switch (name) {
          case "to" -> new IntegratorRoute.To(at, to(one));
          case "log" -> new IntegratorRoute.Log(at, log(one));
          case "convertBodyTo" -> convert(one, at);
          case "choice" -> choice(one, at);
          case "filter" -> filter(one, at);
          case "split" -> split(one, at);
          case "setBody" -> setBody(one, at);
          case "setHeader" -> setHeader(one, at);
          default -> {
            one.has(name);
            one.problem(
                one.start(),
                "'" + name + "' is no step that an integrator's route may have",
                "use one of " + String.join(", ", STEPS.stream().sorted().toList()));
            yield null;
          }
        };
    one.done();
    return step;
  }

  private Target to(Fields one) {
    if (!one.isMap("to")) {
      return target(one, "to", one.text("to", "sanwei:intake/oa-post", "direct:none"));
    }
    Fields to = one.map("to", true);
    if (to == null) {
      return new IntegratorRoute.IntoRoute("none");
    }
    Target target = target(to, "uri", to.text("uri", "sanwei:intake/oa-post", "direct:none"));
    to.done();
    return target;
  }

  private String log(Fields one) {
    Fields log = one.isMap("log") ? one.map("log", true) : null;
    String message = log == null ? one.text("log", "taken", "") : log.text("message", "taken", "");
    if (!PLAIN.matcher(message).matches()) {
      one.problem(
          one.start(), "a log line shows something of the message", "write plain words only");
    }
    if (log != null) {
      log.done();
    }
    return message;
  }

  private Step convert(Fields one, String at) {
    Fields convert = one.isMap("convertBodyTo") ? one.map("convertBodyTo", true) : null;
    String type =
        convert == null
            ? one.text("convertBodyTo", "String", "String")
            : convert.text("type", "String", "String");
    if (!type.equals("String") && !type.equals("java.lang.String")) {
      one.problem(one.start(), "converts to '" + type + "'", "write  convertBodyTo: String");
    }
    if (convert != null) {
      convert.done();
    }
    return new IntegratorRoute.ToText(at);
  }

  private @Nullable Step choice(Fields one, String at) {
    Fields choice = one.map("choice", true);
    if (choice == null) {
      return null;
    }
    List<Branch> branches = new ArrayList<>();
    for (Fields when : choice.maps("when")) {
      Expr condition = expression(when, true);
      branches.add(new Branch(condition, steps(when, true)));
      when.done();
    }
    Fields otherwise = choice.map("otherwise", true);
    List<Step> rest = List.of();
    if (otherwise != null) {
      rest = steps(otherwise, true);
      otherwise.done();
    }
    choice.done();
    return new IntegratorRoute.Choice(at, branches, rest);
  }

  private @Nullable Step filter(Fields one, String at) {
    Fields filter = one.map("filter", true);
    if (filter == null) {
      return null;
    }
    Expr condition = expression(filter, true);
    List<Step> steps = steps(filter, true);
    filter.done();
    return new IntegratorRoute.Filter(at, condition, steps);
  }

  private @Nullable Step split(Fields one, String at) {
    Fields split = one.map("split", true);
    if (split == null) {
      return null;
    }
    Fields tokenize = split.map("tokenize", true);
    String token = "\n";
    if (tokenize != null) {
      token = tokenize.characters("token", "\"\\n\"", "\n");
      tokenize.done();
    }
    List<Step> steps = steps(split, true);
    split.done();
    if (!PLAIN.matcher(token).matches()) {
      one.problem(one.start(), "splits at an expression", "write plain characters");
    }
    return new IntegratorRoute.Split(at, token, steps);
  }

  private @Nullable Step setBody(Fields one, String at) {
    Fields body = one.map("setBody", true);
    if (body == null) {
      return null;
    }
    Expr made = expression(body, false);
    body.done();
    if (made.language() != Language.SIMPLE || !made.text().contains(BODY)) {
      one.problem(
          one.start(),
          "puts a body in place of the message, which would be lost",
          "use simple: with ${body} in it");
    } else if (made.text().indexOf(BODY) != made.text().lastIndexOf(BODY)) {
      one.problem(
          one.start(), "has ${body} more than once: the body could double", "keep one ${body}");
    }
    return new IntegratorRoute.SetBody(at, made);
  }

  private @Nullable Step setHeader(Fields one, String at) {
    Fields header = one.map("setHeader", true);
    if (header == null) {
      return null;
    }
    String name =
        header.parsed(
            "name",
            "kind",
            "none",
            text ->
                HEADER.matcher(text).matches() && !STEERING.matcher(text).matches() ? text : null);
    Expr value = expression(header, false);
    if (value.language() == Language.SIMPLE && doubles(value.text())) {
      one.problem(
          one.start(),
          "makes a header of the body, or of more than one header: it could double",
          "use constant:, or simple: with one ${header.NAME} and without ${body}");
    }
    header.done();
    return new IntegratorRoute.SetHeader(at, name, value);
  }

  /** A header holds one other at most, and no body: neither it nor a body made with it explodes. */
  private static boolean doubles(String text) {
    return text.contains(BODY) || text.indexOf("${") != text.lastIndexOf("${");
  }

  /** One of the languages, beside other keys or below {@code expression:}. */
  private Expr expression(Fields fields, boolean condition) {
    Fields at = fields.isMap("expression") ? fields.map("expression", true) : fields;
    Map<String, Language> languages = new LinkedHashMap<>();
    languages.put("simple", Language.SIMPLE);
    languages.put("header", Language.HEADER);
    if (!condition) {
      languages.put("constant", Language.CONSTANT);
    }
    Expr expr = new Expr(Language.CONSTANT, "");
    if (at == null) {
      return expr;
    }
    int found = 0;
    for (Map.Entry<String, Language> language : languages.entrySet()) {
      if (at.has(language.getKey())) {
        found++;
        expr = new Expr(language.getValue(), at.text(language.getKey(), "\"${body}\"", ""));
      }
    }
    if (found != 1) {
      at.problem(
          at.start(),
          "has no expression, or one in a language that is not taken",
          "write one of " + String.join(", ", languages.keySet()));
    }
    if (at != fields) {
      at.done();
    }
    if (condition && expr.text().contains(BODY)) {
      body(at, BODY);
    }
    return plain(at, expr, condition);
  }

  private static Expr plain(Fields at, Expr expr, boolean condition) {
    boolean fits =
        switch (expr.language()) {
          case SIMPLE -> (condition ? CONDITION : SIMPLE).matcher(expr.text()).matches();
          case HEADER -> HEADER.matcher(expr.text()).matches();
          case CONSTANT -> PLAIN.matcher(expr.text()).matches();
        };
    // Camel would take the text of such a file in place of the expression.
    if (!fits || expr.text().strip().startsWith("resource:")) {
      at.problem(
          at.start(),
          "uses something of its language that is not taken",
          condition
              ? "write  ${body} contains 'TEXT' (of what was released)  or  ${header.NAME} == 'TEXT'"
              : "write text with ${body} and ${header.NAME} in it, and nothing else in ${…}");
    }
    return expr;
  }

  private static @Nullable String in(Pattern shape, String uri) {
    var found = shape.matcher(uri);
    return found.matches() ? found.group(1) : null;
  }

  /** Only the scheme: an option may hold a password. */
  private static String scheme(String uri) {
    int end = uri.indexOf('?');
    return end < 0 ? uri : uri.substring(0, end) + "?…";
  }

  private String at(SourcePos pos) {
    return file + ":" + pos.line();
  }
}
