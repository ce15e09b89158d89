package org.sanwei.gateway.wiring;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import org.sanwei.gateway.channel.IntakeController;
import org.sanwei.gateway.channel.IntakeServlet;
import org.sanwei.gateway.channel.PostStatus;
import org.sanwei.gateway.channel.SeenPosts;
import org.sanwei.routes.guard.Room;
import org.sanwei.routes.intake.Intake;
import org.sanwei.routes.intake.LargeIntake;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Signed posts: the way in by HTTP, and the memory of those that came. */
@Configuration(proxyBeanMethods = false)
class PostWiring {
  @Bean
  IntakeController intakeController(
      Setup setup,
      Intake intake,
      LargeIntake large,
      SeenPosts seen,
      Room room,
      PostStatus status,
      Clock clock) {
    return new IntakeController(setup.config(), intake, large.another(), seen, room, status, clock);
  }

  @Bean
  ServletRegistrationBean<IntakeServlet> posts(IntakeController intake, ObjectMapper json) {
    return servlet(intake, json);
  }

  static ServletRegistrationBean<IntakeServlet> servlet(
      IntakeController intake, ObjectMapper json) {
    return new ServletRegistrationBean<>(
        new IntakeServlet(intake, json), IntakeServlet.paths().toArray(String[]::new));
  }

  @Bean
  SilentBodies silentBodies() {
    return new SilentBodies(IntakeController.LONGEST_PAUSE);
  }

  @Bean(destroyMethod = "close")
  SeenPosts seenPosts(Setup setup, Clock clock) throws IOException {
    return SeenPosts.open(setup.data().resolve("posts"), clock);
  }
}
