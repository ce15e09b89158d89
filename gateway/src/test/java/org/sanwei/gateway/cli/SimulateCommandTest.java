package org.sanwei.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SimulateCommandTest {
  private static final String POLICY =
      """
      version: 1
      channels: { fax-mail: { kind: fax } }
      lines: { default: { officers: [officer-a], recovery: recovery-default } }
      spill: [security-a]
      marks: { headLines: 8, companions: [], fields: [密级], options: [机密] }
      rules:
        - id: mark
          why: 标志。
          match: [ { words: [机密], form: [starred, field] } ]
          raises: { sensitivity: SECRET }
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir private Path dir = Path.of("");
  private Path old = Path.of("");
  private Path now = Path.of("");
  private Path files = Path.of("");

  @BeforeEach
  void twoPoliciesAndSomeFiles() throws IOException {
    old = policy("old", POLICY);
    now = policy("now", POLICY.replace("[starred, field]", "[starred]"));
    files = dir.resolve("files");
    Files.createDirectories(files.resolve("sub"));
    Files.writeString(files.resolve("a.txt"), "机密★10年\n内容");
    Files.writeString(files.resolve("b.txt"), "密级：机密\n内容");
    Files.writeString(files.resolve("sub/c.txt"), "今晚有雨。");
    Files.writeString(files.resolve("sub/d.eml"), "Subject: x\r\n\r\nbody\r\n");
    Files.createSymbolicLink(files.resolve("gone.txt"), dir.resolve("not-there"));
  }

  @Test
  void tellsTheDifferenceAndWhichFilesWouldComeOutOtherwise() throws IOException {
    int code = run("--candidate", now, "--config", old, "--files", files, "--json");

    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(code).isZero();
    JsonNode change = told.path("difference").path("changes").get(0);
    assertThat(change.path("direction").asText()).isEqualTo("loosens");
    assertThat(change.path("loosening").path("message").path("text").asText()).isEqualTo("密级：机密");
    JsonNode simulation = told.path("simulation");
    assertThat(simulation.path("messages").asInt()).isEqualTo(4);
    assertThat(simulation.path("lower").asInt()).isEqualTo(1);
    assertThat(simulation.path("changed").get(0).path("name").asText()).isEqualTo("b.txt");
    assertThat(simulation.path("changed").get(0).path("from").asText()).isEqualTo("CLASSIFIED");
    assertThat(simulation.path("changed").get(0).path("to").asText()).isEqualTo("OPEN");
    assertThat(simulation.path("rules").get(0).path("lost").asInt()).isEqualTo(1);
  }

  @Test
  void saysTheSameToPeople() {
    int code = run("--candidate", now, "--config", old, "--files", files);

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("[放宽 loosens] mark", "例 example  { text: \"密级：机密\" }", "b.txt")
        .contains("CLASSIFIED → OPEN", "4 件：1 件变松");
  }

  @Test
  void thePoliciesAloneAreEnough() {
    assertThat(run("--candidate", old, "--config", old)).isZero();
    assertThat(out.toString()).contains("两份策略没有差别");
  }

  @Test
  void whatCannotBeReadIsToldWithItsMend() throws IOException {
    Path broken = policy("broken", POLICY.replace("rules:", "rulez:"));

    assertThat(run("--candidate", broken, "--config", old)).isEqualTo(2);
    assertThat(err.toString()).contains("policy/all.yaml:6:1", "fix:");
    assertThat(run("--candidate", dir.resolve("none"))).isEqualTo(2);
    assertThat(run("--candidate", now, "--files", dir.resolve("none"))).isEqualTo(2);
  }

  @Test
  void overTheInterfaceItSendsTheFilesAndPrintsTheNumbers() throws IOException {
    List<String> asked = new ArrayList<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/api/v1/policy/simulations",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
          String state = exchange.getRequestMethod().equals("POST") ? "RUNNING" : "DONE";
          byte[] answer =
              ("{\"id\":\"x\",\"state\":\""
                      + state
                      + "\",\"total\":9,\"judged\":3,"
                      + "\"open\":{\"lower\":{\"atLeast\":5,\"atMost\":9}}}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(state.equals("DONE") ? 200 : 202, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    Path password = Files.writeString(dir.resolve("password"), "correct horse\n");
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      int code =
          run("--candidate", now, "--api", url, "--login", "bao", "--password-file", password);

      assertThat(code).isZero();
      assertThat(asked.get(0)).startsWith("POST").contains("all.yaml", "机密", "\"days\":30");
      assertThat(asked.get(1)).startsWith("GET /api/v1/policy/simulations/x");
      assertThat(out.toString()).contains("变松 lower 5–9");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aPasswordNeverGoesOutInTheClear() throws IOException {
    Path password = Files.writeString(dir.resolve("password"), "correct horse\n");

    int code =
        run(
            "--candidate",
            now,
            "--api",
            "http://192.0.2.1:8080",
            "--login",
            "bao",
            "--password-file",
            password);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("in the clear", "https://");
  }

  private Path policy(String name, String text) throws IOException {
    Path config = dir.resolve(name);
    Files.createDirectories(config.resolve("policy"));
    Files.writeString(config.resolve("policy/all.yaml"), text);
    return config;
  }

  private int run(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("simulate"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(all.toArray(String[]::new));
  }
}
