package org.sanwei.gateway.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sanwei.routes.message.SlipBody;

/**
 * One person's slips at the desk, kept while they are written as the page keeps them. Remembers
 * what every answer said. One call at a time.
 */
final class SlipPad {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Desk person;
  private final List<Draft> drafts = new ArrayList<>();

  SlipPad(Office office) {
    person = office.desk(Office.DUTY_OFFICER);
  }

  /** A slip that is not handed in; all empty until an answer said that it is kept. */
  private static final class Draft {
    private final String id = UUID.randomUUID().toString();
    private int version;
    private String text = "";

    /** What was to be kept since the last answer: any of it may be, for answers can be lost. */
    private final List<String> asked = new ArrayList<>();

    /** Whether it was found to be more than may be kept, so that nothing of it is. */
    private boolean refused;
  }

  /** Logs in now, so that the first slip is not kept waiting by it. */
  synchronized void arrive() throws IOException {
    person.leave();
    Object unused = list();
  }

  /** Who writes this text, with a moment's stop in the middle, and hands it in. */
  Source writing(String text) {
    Draft slip = new Draft();
    return () -> {
      synchronized (this) {
        if (slip.version == 0 && !slip.refused) {
          keep(slip, text.substring(0, text.length() / 2));
          keep(slip, text);
        }
        return handIn(slip, text);
      }
    };
  }

  /** Begins a slip of this text and leaves it so. */
  synchronized void leave(String text) {
    Draft slip = new Draft();
    drafts.add(slip);
    keepQuietly(slip, text.substring(0, text.length() / 2));
    keepQuietly(slip, text);
  }

  /** Begins a slip, and then types what no slip may keep. */
  synchronized void mistype(String text, String secret) {
    Draft slip = new Draft();
    drafts.add(slip);
    keepQuietly(slip, text);
    keepQuietly(slip, secret);
  }

  private void keepQuietly(Draft slip, String text) {
    try {
      keep(slip, text);
    } catch (IOException e) {
      // The kill: what came of it is for faults() to find.
      return;
    }
  }

  private void keep(Draft slip, String text) throws IOException {
    slip.asked.add(text);
    Desk.Answer answer =
        said(() -> person.put("/api/v1/slips/" + slip.id, body(slip.version, text)));
    if (answer.status() == 200) {
      slip.version = answer.body().path("version").asInt();
      slip.text = text;
      slip.asked.clear();
    } else if (answer.code().equals("not-storable")) {
      slip.refused = true;
      slip.asked.clear();
    }
  }

  private String handIn(Draft slip, String text) throws IOException {
    Desk.Answer answer =
        said(() -> person.post("/api/v1/slips/" + slip.id + "/submit", body(slip.version, text)));
    if (answer.status() != 202) {
      throw new IOException("answered " + answer.status());
    }
    return answer.body().path("id").asText();
  }

  private interface Call {
    Desk.Answer make() throws IOException;
  }

  /** Who cannot log in has no answer; after a restart the old session's token is worth nothing. */
  private Desk.Answer said(Call call) throws IOException {
    try {
      Desk.Answer answer = call.make();
      if (answer.status() != 403) {
        return answer;
      }
      person.leave();
      throw new IOException("the session is gone");
    } catch (AssertionError e) {
      throw new IOException("nobody is logged in");
    }
  }

  /** What is not as the answers said, a sentence each; what they left open is settled by it. */
  synchronized List<String> faults() throws IOException {
    Map<String, JsonNode> there = new HashMap<>();
    for (JsonNode one : list().path("slips")) {
      there.put(one.path("id").asText(), one);
    }
    List<String> faults = new ArrayList<>();
    for (Draft slip : drafts) {
      JsonNode kept = there.get(slip.id);
      String text = kept == null ? "" : kept.path("slip").path("text").asText();
      boolean asTold = slip.refused ? kept == null : text.equals(slip.text);
      boolean asAsked =
          slip.asked.contains(text)
              || (text.isEmpty() && slip.asked.stream().anyMatch(SlipPad::secret));
      if (!asTold && !asAsked) {
        faults.add("a slip of version " + slip.version + " is not as it was kept");
      }
      if (kept != null) {
        slip.version = kept.path("version").asInt();
        slip.text = text;
        slip.asked.clear();
      }
    }
    return faults;
  }

  /** Whether these words end the keeping of a slip. */
  private static boolean secret(String text) {
    return text.contains("机密");
  }

  /** Throws away what was left, so that the next rounds have room. */
  synchronized void discardAll() throws IOException {
    for (Draft slip : drafts) {
      Object unused = person.delete("/api/v1/slips/" + slip.id);
    }
    drafts.clear();
  }

  private JsonNode list() throws IOException {
    return person.get("/api/v1/slips");
  }

  private static Map<String, Object> body(int seen, String text) throws IOException {
    SlipBody slip =
        new SlipBody(
            SlipBody.VERSION,
            SlipBody.Way.CALL,
            "河西县委办",
            "王芳",
            "13900000001",
            "2026-11-22T02:05",
            "",
            "值班员",
            "来电",
            text,
            true,
            false,
            "",
            "",
            "");
    return Map.of("seen", seen, "slip", JSON.readTree(slip.toJson()));
  }
}
