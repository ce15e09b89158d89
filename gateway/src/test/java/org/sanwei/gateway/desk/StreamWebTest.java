package org.sanwei.gateway.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanwei.gateway.desk.Samples.newId;
import static org.sanwei.gateway.desk.Samples.reception;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sanwei.gateway.people.Role;
import org.sanwei.gateway.web.Stream;
import org.sanwei.routes.message.Reception;

/** The live stream over real HTTP. */
class StreamWebTest {
  private static RunningDesk desk;

  @BeforeAll
  static void start() {
    desk = new RunningDesk();
    desk.person("officer", "张明", Role.DUTY_OFFICER);
  }

  @AfterAll
  static void stop() {
    desk.close();
  }

  @Test
  void theStreamSaysWhatChangedAndTakesNoMoreThanItsLimit() throws Exception {
    Stream stream = desk.part(Stream.class);
    List<InputStream> listeners = new ArrayList<>();
    try {
      HttpResponse<InputStream> first = listen();
      listeners.add(first.body());
      assertThat(first.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(first.body(), StandardCharsets.UTF_8));
      assertThat(nextData(lines)).as("the first beat").isEqualTo("0");

      Reception reception = reception(newId(), Instant.now());
      desk.register().book(reception);
      String data = nextData(lines);
      while (data.equals("0")) {
        data = nextData(lines);
      }
      assertThat(data).isEqualTo("[\"" + reception.id() + "\"]");

      while (stream.size() < 20) {
        listeners.add(listen().body());
      }
      HttpResponse<InputStream> tooMany = listen();
      assertThat(tooMany.statusCode()).isEqualTo(503);
    } finally {
      for (InputStream listener : listeners) {
        listener.close();
      }
    }
  }

  private static HttpResponse<InputStream> listen() throws Exception {
    String credentials = "officer:" + TestDesk.PASSWORD;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(desk.address + "/api/v1/stream"))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder()
                        .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
  }

  private static String nextData(BufferedReader lines) throws Exception {
    String line = lines.readLine();
    while (!line.startsWith("data:")) {
      line = lines.readLine();
    }
    return line.substring(5);
  }
}
