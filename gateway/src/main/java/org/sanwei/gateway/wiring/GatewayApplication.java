package org.sanwei.gateway.wiring;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.autoconfigure.availability.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.health.HealthEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.jdbc.DataSourceHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.jms.JmsHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.JvmMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.LogbackMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.SystemMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.jdbc.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.metrics.web.tomcat.TomcatMetricsAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.observation.web.servlet.WebMvcObservationAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.system.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.servlet.ServletManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.MessageSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.HttpEncodingAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The gateway's beans, named one by one: nothing is scanned for, and Spring Boot's own
 * configurations are those of this list and no others.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  ApplicationAvailabilityAutoConfiguration.class,
  AvailabilityHealthContributorAutoConfiguration.class,
  CompositeMeterRegistryAutoConfiguration.class,
  ConfigurationPropertiesAutoConfiguration.class,
  DataSourceAutoConfiguration.class,
  DataSourceHealthContributorAutoConfiguration.class,
  DataSourcePoolMetricsAutoConfiguration.class,
  DataSourceTransactionManagerAutoConfiguration.class,
  DiskSpaceHealthContributorAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  EmbeddedWebServerFactoryCustomizerAutoConfiguration.class,
  EndpointAutoConfiguration.class,
  ErrorMvcAutoConfiguration.class,
  FlywayAutoConfiguration.class,
  HealthContributorAutoConfiguration.class,
  HealthEndpointAutoConfiguration.class,
  HttpEncodingAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  JacksonEndpointAutoConfiguration.class,
  JdbcClientAutoConfiguration.class,
  JdbcTemplateAutoConfiguration.class,
  JmsHealthContributorAutoConfiguration.class,
  JvmMetricsAutoConfiguration.class,
  LifecycleAutoConfiguration.class,
  LogbackMetricsAutoConfiguration.class,
  ManagementContextAutoConfiguration.class,
  MessageSourceAutoConfiguration.class,
  MetricsAutoConfiguration.class,
  ObservationAutoConfiguration.class,
  PrometheusMetricsExportAutoConfiguration.class,
  PropertyPlaceholderAutoConfiguration.class,
  SecurityAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class,
  ServletManagementContextAutoConfiguration.class,
  ServletWebServerFactoryAutoConfiguration.class,
  SslAutoConfiguration.class,
  SystemMetricsAutoConfiguration.class,
  TaskExecutionAutoConfiguration.class,
  TaskSchedulingAutoConfiguration.class,
  ThymeleafAutoConfiguration.class,
  TomcatMetricsAutoConfiguration.class,
  WebEndpointAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  WebMvcObservationAutoConfiguration.class
})
@Import({
  KeyWiring.class,
  DatabaseWiring.class,
  BrokerWiring.class,
  PolicyWiring.class,
  DeskWiring.class,
  PeopleWiring.class,
  PolicyPageWiring.class,
  PostWiring.class,
  BulletinDesk.class,
  BulletinWiring.class,
  SlipWiring.class,
  SimulationWiring.class,
  SmsWiring.class,
  ReplyWiring.class,
  ChannelWiring.class,
  RouteWiring.class
})
public class GatewayApplication {

  /**
   * Starts everything for this setup; returns when the pages answer. {@code beside} is run first of
   * all, as soon as the log is set up, and must not block.
   */
  public static ConfigurableApplicationContext start(
      Setup setup, Progress progress, Runnable beside) {
    SpringApplication application = new SpringApplication(GatewayApplication.class);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(true);
    application.setDefaultProperties(properties(setup));
    HeadStart ahead = HeadStart.begin(setup, Clock.systemUTC(), new SecureRandom(), progress);
    application.addInitializers(
        context -> {
          ClientsWords.keepOut(LoggerFactory.getILoggerFactory());
          beside.run();
          ahead.beginBroker();
          context.getBeanFactory().registerSingleton("setup", setup);
          context.getBeanFactory().registerSingleton("progress", progress);
          ((GenericApplicationContext) context).registerBean(HeadStart.class, () -> ahead);
        });
    try {
      return application.run();
    } catch (RuntimeException e) {
      closeAfter(e, ahead);
      throw e;
    }
  }

  private static void closeAfter(RuntimeException failure, AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
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
    p.put(
        "spring.messages.basename",
        "messages,messages_bulletin,messages_channel,messages_policy,messages_slip,messages_signed,messages_simulate");
    p.put("spring.messages.fallback-to-system-locale", false);
    p.put("spring.mvc.problemdetails.enabled", true);
    p.put("spring.servlet.multipart.enabled", false);
    p.put("spring.flyway.connect-retries", 3);
    p.put("management.endpoints.web.exposure.include", "health,prometheus");
    p.put("management.endpoint.health.show-details", "never");
    p.put("management.health.mail.enabled", false);
    p.put("logging.file.name", setup.data().resolve("logs").resolve("gateway.log").toString());
    p.put("logging.structured.format.file", "logstash");
    p.put("logging.structured.json.stacktrace.printer", ContentlessTraces.class.getName());
    p.put("logging.threshold.console", "OFF");
    p.put("logging.level.org.apache.activemq.audit", "OFF");
    p.put("logging.level.root", "INFO");
    // Parsers and protocol libraries quote what they choke on (promise 2).
    p.put("logging.level.org.apache.pdfbox", "OFF");
    p.put("logging.level.org.apache.fontbox", "OFF");
    p.put("logging.level.org.apache.poi", "OFF");
    p.put("logging.level.org.apache.tika", "OFF");
    p.put("logging.level.com.github.junrar", "OFF");
    p.put("logging.level.org.jsmpp", "WARN");
    // They write down topics, addresses and transaction names that a client chose.
    p.put("logging.level.org.apache.activemq.artemis.core.protocol", "OFF");
    p.put("logging.level.org.apache.activemq.artemis.protocol", "OFF");
    // A client that miscounts its body has the rest read as the next request line, and logged.
    p.put("logging.level.org.apache.coyote", "OFF");
    p.put("logging.level.org.apache.tomcat.util.http", "OFF");
    p.put("logging.level.org.thymeleaf.TemplateEngine", "OFF");
    return p;
  }
}
