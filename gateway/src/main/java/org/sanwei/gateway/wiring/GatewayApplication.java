package org.sanwei.gateway.wiring;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration;
import org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** The gateway's beans, named one by one: nothing is scanned for. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      ArtemisAutoConfiguration.class,
      JmsAutoConfiguration.class,
      UserDetailsServiceAutoConfiguration.class
    })
@Import({
  KeyWiring.class,
  DatabaseWiring.class,
  BrokerWiring.class,
  DeskWiring.class,
  BulletinWiring.class,
  RouteWiring.class
})
public class GatewayApplication {

  /** Starts everything for this setup; returns when the pages answer. */
  public static ConfigurableApplicationContext start(Setup setup, Progress progress) {
    SpringApplication application = new SpringApplication(GatewayApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(true);
    application.setDefaultProperties(properties(setup));
    DatabaseAhead database = DatabaseAhead.begin(setup, new SecureRandom(), progress);
    application.addInitializers(
        context -> {
          context.getBeanFactory().registerSingleton("setup", setup);
          context.getBeanFactory().registerSingleton("progress", progress);
          ((GenericApplicationContext) context).registerBean(DatabaseAhead.class, () -> database);
        });
    try {
      return application.run();
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Map<String, Object> properties(Setup setup) {
    Map<String, Object> p = new HashMap<>(WebDoorProperties.of(setup.config().webDoor()));
    p.put("server.address", setup.config().web().host());
    p.put("server.port", setup.webPort());
    p.put("server.shutdown", "graceful");
    p.put("server.servlet.session.cookie.http-only", true);
    p.put("server.servlet.session.cookie.same-site", "strict");
    p.put("server.servlet.session.timeout", "12h");
    p.put("server.servlet.encoding.force", true);
    p.put("server.error.include-message", "never");
    p.put("server.error.include-stacktrace", "never");
    p.put("server.tomcat.threads.max", 64);
    p.put("spring.lifecycle.timeout-per-shutdown-phase", "15s");
    p.put("spring.jmx.enabled", false);
    p.put("spring.main.lazy-initialization", false);
    p.put("spring.threads.virtual.enabled", false);
    p.put("spring.task.scheduling.pool.size", 3);
    p.put("spring.messages.basename", "messages,messages_bulletin");
    p.put("spring.messages.fallback-to-system-locale", false);
    p.put("spring.mvc.problemdetails.enabled", true);
    p.put("spring.servlet.multipart.enabled", false);
    p.put("spring.flyway.connect-retries", 3);
    p.put("management.endpoints.web.exposure.include", "health,prometheus");
    p.put("management.endpoint.health.show-details", "never");
    p.put("management.health.mail.enabled", false);
    p.put("logging.file.name", setup.data().resolve("logs").resolve("gateway.log").toString());
    p.put("logging.structured.format.file", "logstash");
    p.put("logging.threshold.console", "OFF");
    p.put("logging.level.org.apache.activemq.audit", "OFF");
    p.put("logging.level.root", "INFO");
    // Parsers and protocol libraries quote what they choke on (promise 2).
    p.put("logging.level.org.apache.pdfbox", "OFF");
    p.put("logging.level.org.apache.fontbox", "OFF");
    p.put("logging.level.org.jsmpp", "WARN");
    // A client that miscounts its body has the rest read as the next request line, and logged.
    p.put("logging.level.org.apache.coyote", "OFF");
    p.put("logging.level.org.apache.tomcat.util.http", "OFF");
    p.put("logging.level.org.thymeleaf.TemplateEngine", "OFF");
    return p;
  }
}
