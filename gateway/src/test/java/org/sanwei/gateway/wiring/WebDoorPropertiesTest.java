package org.sanwei.gateway.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanwei.config.policy.GatewayConfig.WebDoor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Wrong passwords are counted by the caller's address: only a trusted proxy may say which it is.
 */
class WebDoorPropertiesTest {

  @Test
  void theTrustedProxysWordOnTheCallerIsTaken() throws Exception {
    assertThat(seen(Set.of("10.9.9.9", "127.0.0.1"))).isEqualTo("192.0.2.7 true");
  }

  @Test
  void nobodyElsesIs() throws Exception {
    assertThat(seen(Set.of("10.9.9.9", "127.0.0"))).isEqualTo("127.0.0.1 false");
    assertThat(seen(Set.of())).isEqualTo("127.0.0.1 false");
  }

  @Test
  void aProxyOfIpv6IsNamedAsTheServerNamesIt() {
    assertThat(WebDoorProperties.of(new WebDoor(null, Set.of("fd00::2"))))
        .extractingByKey("server.tomcat.remoteip.internal-proxies")
        .asString()
        .contains("fd00:0:0:0:0:0:0:2");
  }

  /** What the server takes for the caller's address, and whether for TLS. */
  private static String seen(Set<String> proxies) throws Exception {
    SpringApplication application = new SpringApplication(Mirror.class);
    Map<String, Object> properties =
        new HashMap<>(WebDoorProperties.of(new WebDoor(null, proxies)));
    properties.put("server.address", "127.0.0.1");
    properties.put("server.port", 0);
    properties.put("spring.main.banner-mode", "off");
    application.setDefaultProperties(properties);
    try (var context = (ServletWebServerApplicationContext) application.run()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + context.getWebServer().getPort() + "/"))
              .header("X-Forwarded-For", "192.0.2.7")
              .header("X-Forwarded-Proto", "https")
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  @ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    EmbeddedWebServerFactoryCustomizerAutoConfiguration.class
  })
  static class Mirror {
    @Bean
    ServletRegistrationBean<HttpServlet> mirror() {
      return new ServletRegistrationBean<>(new Caller(), "/*");
    }
  }

  private static final class Caller extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print(request.getRemoteAddr() + " " + request.isSecure());
    }
  }
}
