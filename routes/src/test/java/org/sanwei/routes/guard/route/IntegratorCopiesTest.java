package org.sanwei.routes.guard.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sanwei.config.load.IntegratorRouteLoader;
import org.sanwei.config.load.Loading;
import org.sanwei.config.policy.IntegratorRoute;

/** What an outlet has sent, through an integrator's own route. */
class IntegratorCopiesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Path directory = Path.of("");

  @BeforeEach
  void in(@TempDir Path temporary) {
    directory = temporary;
  }

  @Test
  void anErrorOfTheMachineInACopyIsToldAndNotThrown() throws Exception {
    SanweiComponent sanwei = new SanweiComponent((channel, source, body) -> {});
    AtomicBoolean asked = new AtomicBoolean();
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addComponent("sanwei", sanwei);
      context.start();
      Consumer failing =
          context
              .getEndpoint("sanwei:releasable/sms")
              .createConsumer(
                  exchange -> {
                    asked.set(true);
                    throw new StackOverflowError();
                  });
      failing.start();

      assertThat(sanwei.released("sms", "【值班室】台风预警")).containsInstanceOf(StackOverflowError.class);
      failing.stop();
      assertThat(sanwei.released("sms", "【值班室】台风预警")).isPresent();
    }

    assertThat(asked).isTrue();
  }

  @Test
  void whatAnOutletHasSentComesIntoItsFolder() throws Exception {
    try (IntegratorContext context =
        IntegratorContext.of(
            routes(), (channel, source, body) -> {}, 1_000, endpoint -> {}, outlet -> {})) {
      context.start();
      context.released("sms", "【值班室】\n台风预警");
      context.released("wecom", "另一条");
    }

    assertThat(directory.resolve("exchange/screen"))
        .isDirectoryContaining(file -> text(file).equals("【值班室】"));
    assertThat(directory.resolve("exchange/alarm"))
        .isDirectoryContaining(file -> text(file).equals("请注意：台风预警"));
    try (var files = Files.list(directory.resolve("exchange/alarm"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void aFolderThatTakesNothingMoreIsToldAndHoldsTheOutletUpInNothing() throws Exception {
    List<String> lost = new CopyOnWriteArrayList<>();
    try (IntegratorContext context =
        IntegratorContext.of(
            routes(), (channel, source, body) -> {}, 1_000, endpoint -> {}, lost::add)) {
      context.released("sms", "开始前就发的");
      context.start();
      Path screen = directory.resolve("exchange/screen");
      await().atMost(PATIENCE).until(() -> files(screen) == 1);
      Files.move(screen, directory.resolve("exchange/away"));
      Files.writeString(screen, "这里是一个文件了");

      context.released("sms", "放不下的");
      await().atMost(PATIENCE).until(() -> !lost.isEmpty());
    }

    assertThat(lost).containsExactly("sms");
  }

  private static long files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IntegratorRoutes routes() throws IOException {
    Path file = directory.resolve("routes/x.camel.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, IntegratorRoutesTest.EXAMPLE);
    Loading<List<IntegratorRoute>> loading = IntegratorRouteLoader.load(directory);
    return new IntegratorRoutes(
        ((Loading.Loaded<List<IntegratorRoute>>) loading).value(), directory.resolve("exchange"));
  }
}
