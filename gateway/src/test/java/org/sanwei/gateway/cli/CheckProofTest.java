package org.sanwei.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.ShippedConfig;
import picocli.CommandLine;

/** What {@code check} says of the proof, with its exit code. */
class CheckProofTest {
  private final StringWriter out = new StringWriter();
  private Path config = Path.of("");

  @BeforeEach
  void ship(@TempDir Path directory) throws IOException {
    config = directory;
    ShippedConfig.copyTo(config);
  }

  @Test
  void theShippedConfigurationIsProvedToHaveNoWayDown() {
    assertThat(check()).isZero();
    assertThat(out.toString()).containsPattern("proof: [0-9]+ states, no way down");
  }

  @Test
  void anIntegratorsLeakIsShownWithItsPathAndByTheEngine() throws IOException {
    route(
        """
        - route:
            id: backup
            from:
              uri: file:exchange/oa-in
              steps:
                - to: sanwei:intake/intranet-post
                - to: file:exchange/backup
        """);

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString())
        .contains("→ dropped:oa-in", "→ backup", "→ exchange/backup")
        .contains("the marked body came to exchange/backup");
  }

  @Test
  void aRouteThatIsNotTakenIsNamedWithItsPlace() throws IOException {
    route(
        """
        - route:
            id: tap
            from:
              uri: jms:queue:sanwei.cipher.default
              steps:
                - to: file:exchange/out
        """);

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString())
        .contains("routes/own.camel.yaml:4:12: a route may not come from 'jms:queue:sanwei.cipher")
        .contains("proof: none, for routes are refused");
  }

  @Test
  void anOutletThatIsClearedTooHighIsFoundInThePolicy() throws IOException {
    Path office = config.resolve("policy/00-office.yaml");
    Files.writeString(
        office,
        Files.readString(office)
            .replace("wecom: { clearance: PUBLIC }", "wecom: { clearance: WORK_SECRET }"));

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString()).contains("→ network:wecom").contains("not shown by the engine");
  }

  @Test
  void withoutAPolicyThereIsNoProof() throws IOException {
    Files.writeString(config.resolve("policy/00-office.yaml"), "version: one\n");

    assertThat(check()).isEqualTo(1);
    assertThat(out.toString()).contains("proof: none, for the policy cannot be read");
  }

  private void route(String yaml) throws IOException {
    Path file = config.resolve("routes/own.camel.yaml");
    Files.createDirectories(config.resolve("routes"));
    Files.writeString(file, yaml);
  }

  private int check() {
    return new CommandLine(new CheckCommand())
        .setOut(new PrintWriter(out))
        .execute(config.toString());
  }
}
