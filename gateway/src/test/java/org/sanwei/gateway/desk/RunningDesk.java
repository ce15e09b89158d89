package org.sanwei.gateway.desk;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.sanwei.gateway.people.People;
import org.sanwei.gateway.people.Person;
import org.sanwei.gateway.people.Role;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The desk behind a real server on loopback, and people who knock at it. */
public final class RunningDesk implements AutoCloseable {
  public final ConfigurableApplicationContext context =
      new SpringApplicationBuilder(TestWeb.class)
          .properties(
              "server.port=0",
              "server.address=127.0.0.1",
              "server.servlet.session.cookie.same-site=strict",
              "server.servlet.session.cookie.http-only=true",
              "spring.messages.fallback-to-system-locale=false",
              "spring.messages.basename=messages,messages_channel,messages_policy",
              "spring.flyway.enabled=false",
              "spring.main.banner-mode=off",
              "logging.level.root=WARN")
          .run();
  public final String address =
      "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");

  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  public JdbcArrivalRegister register() {
    return part(JdbcArrivalRegister.class);
  }

  public Person person(String login, String name, Role role) {
    People.Added added = part(People.class).add(Samples.UNIT, login, name, role, TestDesk.PASSWORD);
    return ((People.Added.Done) added).person();
  }

  /** A program with HTTP Basic. */
  public HttpResponse<String> call(String login, String method, String path, String body)
      throws IOException, InterruptedException {
    String credentials = login + ":" + TestDesk.PASSWORD;
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Basic " + basic)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String login, String path)
      throws IOException, InterruptedException {
    return call(login, "GET", path, "");
  }

  /** A browser without script: keeps cookies, follows redirects. */
  public Browser browser() {
    return new Browser();
  }

  public final class Browser {
    private final HttpClient client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path)).header("Accept", "text/html").build();
      return client.send(request, BodyHandlers.ofString());
    }

    public HttpResponse<String> post(String path, String... form)
        throws IOException, InterruptedException {
      StringBuilder body = new StringBuilder();
      for (int i = 0; i < form.length; i += 2) {
        body.append(form[i])
            .append('=')
            .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8))
            .append('&');
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address + path))
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
              .build();
      return client.send(request, BodyHandlers.ofString());
    }

    public HttpResponse<String> login(String login, String password)
        throws IOException, InterruptedException {
      String token = token(get("/login").body());
      return post("/login", "username", login, "password", password, "_csrf", token);
    }

    public String token(String page) {
      String before = "name=\"_csrf\" value=\"";
      int from = page.indexOf(before) + before.length();
      return page.substring(from, page.indexOf('"', from));
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
