package org.sanwei.gateway.wiring;

import java.time.Duration;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/**
 * Breaks a connection off whose body stops coming. A least rate is looked at when something comes;
 * this is for when nothing does. How long a connection may rest between two requests stays as it
 * is.
 */
final class SilentBodies implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
  private final Duration most;

  /**
   * @param most the longest pause in a request's body, above zero
   */
  SilentBodies(Duration most) {
    this.most = most;
  }

  @Override
  public void customize(TomcatServletWebServerFactory factory) {
    factory.addConnectorCustomizers(
        connector -> {
          connector.setProperty("disableUploadTimeout", "false");
          connector.setProperty("connectionUploadTimeout", Long.toString(most.toMillis()));
        });
  }
}
