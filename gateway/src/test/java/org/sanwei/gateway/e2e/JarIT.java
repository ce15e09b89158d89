package org.sanwei.gateway.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as it is shipped: what packing many jars into one must not lose, and must drop. */
class JarIT {
  private final Path jar = Path.of(System.getProperty("sanwei.jar"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "META-INF/spring.factories",
        "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports",
        "META-INF/services/java.security.Provider",
        "META-INF/services/org.flywaydb.core.extensibility.Plugin",
        "META-INF/services/jakarta.servlet.ServletContainerInitializer",
        "META-INF/services/org/apache/camel/TypeConverterLoader",
        "META-INF/services/org.apache.activemq.artemis.spi.core.protocol.ProtocolManagerFactory"
      })
  void whatSeveralJarsRegisterUnderOneNameIsAllThere(String name) throws IOException {
    List<String> wanted = new ArrayList<>();
    for (URL url : Collections.list(getClass().getClassLoader().getResources(name))) {
      wanted.addAll(
          registered(new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8)));
    }

    List<String> packed = registered(text(name));

    assertThat(packed).isNotEmpty().containsAll(packable(wanted));
  }

  @Test
  void noSignatureOfAnotherJarIsLeftToFail() throws IOException {
    assertThat(names())
        .isNotEmpty()
        .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
  }

  @Test
  void noTestLibraryIsShipped() throws IOException {
    assertThat(names())
        .isNotEmpty()
        .noneMatch(
            name ->
                name.matches("(org/junit|org/assertj|com/tngtech|com/microsoft/playwright)/.*"));
  }

  /** Test libraries are on this test's class path and not in the jar. */
  private List<String> packable(List<String> wanted) throws IOException {
    List<String> inside = names();
    return wanted.stream()
        .filter(name -> inside.contains(name.replace('.', '/') + ".class"))
        .toList();
  }

  /** Class names, from lists and from properties alike. */
  private static List<String> registered(String text) {
    return text.replace("\\\r\n", "")
        .replace("\\\n", "")
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .map(line -> line.substring(line.indexOf('=') + 1))
        .flatMap(line -> List.of(line.split(",", -1)).stream())
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private List<String> names() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  private String text(String name) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      ZipEntry entry = file.getEntry(name);
      assertThat(entry).as(name).isNotNull();
      return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
