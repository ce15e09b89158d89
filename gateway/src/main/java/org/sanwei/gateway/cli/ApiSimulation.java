package org.sanwei.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Has a running gateway try a candidate on what it has stored, and waits for the numbers. */
final class ApiSimulation {
  private static final String PATH = "api/v1/policy/simulations";
  private static final long LOOK_EVERY_MILLIS = 500;

  private final GatewayApi api;
  private final PrintWriter progress;

  ApiSimulation(GatewayApi api, PrintWriter progress) {
    this.api = api;
    this.progress = progress;
  }

  JsonNode run(Path candidate, int days) throws IOException {
    Map<String, Object> body = Map.of("files", files(candidate), "days", days);
    JsonNode run = api.call("POST", PATH, body);
    String at = PATH + "/" + run.path("id").asText();
    long said = -1;
    while (run.path("state").asText().equals("RUNNING")) {
      long judged = run.path("judged").asLong();
      if (judged != said) {
        progress.printf("%d / %d%n", judged, run.path("total").asLong());
        progress.flush();
        said = judged;
      }
      pause();
      run = api.call("GET", at, null);
    }
    return run;
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_EVERY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, String> files(Path candidate) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(candidate.resolve("policy"))) {
      for (Path file : all.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        files.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  static void print(JsonNode run, PrintWriter out) {
    out.printf(
        "%s  %s 天 days  %s 件 messages%n",
        run.path("state").asText(), run.path("days").asText(), run.path("total").asText());
    out.printf(
        "旧 old  %s%n新 new  %s%n", run.path("policy").asText(), run.path("candidate").asText());
    run.path("difference").path("changes").forEach(change -> change(change, out));
    JsonNode open = run.path("open");
    if (!open.isMissingNode()) {
      out.printf(
          "%n变松 lower %s，有松有严 across %s，变严 higher %s，不变 same %s%n",
          coarse(open.path("lower")),
          coarse(open.path("across")),
          coarse(open.path("higher")),
          coarse(open.path("same")));
      for (JsonNode move : open.path("moves")) {
        if (move.path("messages").path("atLeast").asLong() > 0) {
          out.printf(
              "  %-10s → %-10s %s%n",
              move.path("from").asText(), move.path("to").asText(), coarse(move.path("messages")));
        }
      }
      for (JsonNode rule : open.path("rules")) {
        out.printf(
            "  规则 rule %s  %s → %s（不再命中 lost %s，新命中 gained %s）%n",
            rule.path("rule").asText(),
            coarse(rule.path("before")),
            coarse(rule.path("after")),
            coarse(rule.path("lost")),
            coarse(rule.path("gained")));
      }
      out.printf("  新的或改过的规则 new or changed rules  %s%n", coarse(open.path("newOrChanged")));
    }
    for (JsonNode card : run.path("cards")) {
      out.printf(
          "  机要线 cards  %s  %s %s  %s%n",
          card.path("rule").asText(),
          card.path("kind").asText(),
          card.path("direction").asText(),
          coarse(card.path("items")));
    }
  }

  private static void change(JsonNode change, PrintWriter out) {
    out.printf(
        "%n[%s] %s  %s%n",
        change.path("direction").asText(),
        change.path("name").asText(),
        change.path("kind").asText());
    for (JsonNode edit : change.path("edits")) {
      out.printf(
          "  %s / %s%n",
          Visible.of(edit.path("zh").asText()), Visible.of(edit.path("en").asText()));
    }
    JsonNode loosening = change.path("loosening");
    if (loosening.has("message")) {
      out.printf(
          "  例 example  %s  %s → %s%n",
          Visible.of(loosening.path("message").toString()),
          loosening.path("before").path("outcome").asText(),
          loosening.path("after").path("outcome").asText());
    } else if (loosening.has("rules")) {
      List<String> rules = new ArrayList<>();
      loosening.path("rules").forEach(rule -> rules.add(rule.asText()));
      out.printf(
          "  另有规则管着，仍按放宽看待 / covered, loosening all the same: %s%n", String.join(" ", rules));
    } else if (!loosening.isMissingNode()) {
      out.println("  没有例子，按放宽看待 / no example: treat it as loosening");
    }
  }

  private static String coarse(JsonNode count) {
    long from = count.path("atLeast").asLong();
    return from == 0 ? "<5" : from + "–" + count.path("atMost").asLong();
  }
}
