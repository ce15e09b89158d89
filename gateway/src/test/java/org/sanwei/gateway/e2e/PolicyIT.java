package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sanwei.config.load.Manifest;
import org.sanwei.config.load.PolicyFiles;
import org.sanwei.gateway.e2e.Integrator.Post;

/** How two people change the rules of a running gateway, and how nobody else does, on the jar. */
class PolicyIT extends OnSharedOffice {
  PolicyIT(SharedOffice shared) {
    super(shared);
  }

  @Test
  void whatTwoPeopleSignedJudgesWithoutARestart() throws Exception {
    Path next = copyOfTheConfiguration("next");
    Files.writeString(
        next.resolve("policy").resolve("90-own.yaml"),
        """
        rules:
          - id: own-curve
            why: 库容曲线本单位按工作秘密管。
            match:
              - { words: [库容曲线] }
            raises: { sensitivity: WORK_SECRET }
            tests:
              - { text: "附库容曲线一份", sensitivity: WORK_SECRET }
              - { text: "水库无险情", fires: false, outcome: OPEN }
        """);
    String before = inForce();
    assertThat(judged("附库容曲线一份").path("policy").asText()).isEqualTo(before);
    assertThat(judged("附库容曲线一份").path("sensitivity").asText()).isEqualTo("PUBLIC");

    done(
        sign(
            next,
            Office.POLICY_AUTHOR,
            List.of("--approver", Office.POLICY_APPROVER, "--why", "库容曲线按工作秘密管")));
    GatewayProcess.Finished approved =
        done(
            sign(
                next,
                Office.POLICY_APPROVER,
                List.of("--approve", "--before", office.config().toString())));
    assertThat(approved.output()).contains("own-curve", "90-own.yaml", before);
    install(next);

    String signed = PolicyFiles.read(next).digest();
    Await.until("version 2 is in force", () -> inForce().equals(signed));
    JsonNode item = judged("附库容曲线一份");
    assertThat(item.path("policy").asText()).isEqualTo(signed);
    assertThat(item.path("sensitivity").asText()).isEqualTo("WORK_SECRET");
    assertThat(office.desk(Office.AUDITOR).get("/api/v1/ledger").toString())
        .contains("POLICY_IN_FORCE", signed);
  }

  @Test
  void whatOnePersonAltersStaysWithoutEffectAndEverybodySeesIt() throws Exception {
    Path file = office.config().resolve("policy").resolve("20-doubt.yaml");
    byte[] signed = Files.readAllBytes(file);
    String before = inForce();

    Files.writeString(file, "# 只是一句注释\n", StandardOpenOption.APPEND);

    Await.until("it is seen", () -> page().contains("data-kind=\"altered\""));
    assertThat(desk.look("/")).contains("/policy/change");
    assertThat(page()).doesNotContain("20-doubt.yaml");
    assertThat(office.desk(Office.AUDITOR).look("/policy/change")).contains("20-doubt.yaml");
    assertThat(judged("堤顶无渗漏").path("policy").asText()).isEqualTo(before);

    Files.write(file, signed);
    Await.until("all is well again", () -> !page().contains("data-kind"));
    assertThat(inForce()).isEqualTo(before);
  }

  @Test
  void aGatewayDoesNotStartWithAPolicyThatTwoPeopleDidNotSign() throws Exception {
    Path unsigned = copyOfTheConfiguration("unsigned");
    Files.delete(unsigned.resolve("policy").resolve(PolicyFiles.APPROVER));

    GatewayProcess.Finished started =
        gateway.run(
            "run",
            "--config",
            unsigned.toString(),
            "--data",
            office.temporary().resolve("unsigned-data").toString());

    assertThat(started.exit()).isEqualTo(2);
    assertThat(started.output())
        .contains("unfinished", "policy/" + PolicyFiles.APPROVER, Office.POLICY_APPROVER, "fix:");
  }

  private JsonNode judged(String text) throws IOException {
    String id = taken(Post.of("intranet", Map.of("text", text)));
    Await.until("the post is judged", () -> register.settled(id));
    return desk.item(id);
  }

  private String page() throws IOException {
    return desk.look("/policy/change");
  }

  private String inForce() throws IOException {
    return page().replaceAll("(?s).*id=\"digest\">([0-9a-f]+)<.*", "$1");
  }

  private GatewayProcess.Finished sign(Path config, String who, List<String> options)
      throws IOException {
    Path own = office.officer(who);
    List<String> arguments = new ArrayList<>(List.of("keys", "sign-policy", config.toString()));
    arguments.addAll(List.of("--key", own.resolve("officer.p12").toString()));
    arguments.addAll(List.of("--password-file", own.resolve("officer.password").toString()));
    arguments.addAll(options);
    return gateway.run(arguments.toArray(String[]::new));
  }

  private static GatewayProcess.Finished done(GatewayProcess.Finished command) {
    assertThat(command.exit()).as(command.output()).isZero();
    return command;
  }

  private Path copyOfTheConfiguration(String name) throws IOException {
    Path copy = office.temporary().resolve(name);
    try (Stream<Path> all = Files.walk(office.config())) {
      for (Path file : all.toList()) {
        Path to = copy.resolve(office.config().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(to);
        } else {
          Files.copy(file, to);
        }
      }
    }
    return copy;
  }

  /** File by file, as a copy comes over a network: the manifest in the middle of it. */
  private void install(Path next) throws IOException {
    try (Stream<Path> all = Files.list(next.resolve("policy"))) {
      for (Path file : all.sorted().toList()) {
        Files.copy(
            file,
            office.config().resolve("policy").resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertThat(office.config().resolve("policy").resolve(Manifest.FILE)).exists();
  }
}
