package org.sanwei.gateway.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.sanwei.gateway.people.Act;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * The two security chains: the interface, and everything else. Whoever is logged in passes here;
 * what each post may do is asked by the nouns themselves, of {@code people.Permissions}. Only the
 * actuator, which has no noun of ours, is guarded by an authority.
 */
public final class DeskSecurity {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private DeskSecurity() {}

  /**
   * {@code /api/**} and {@code /actuator/**}: a page's session or HTTP Basic. Intake is let through
   * to its own signature check. Give it a lower order than {@link #pages}.
   */
  public static SecurityFilterChain api(HttpSecurity http, AuthenticationProvider login)
      throws Exception {
    headers(http);
    return http.securityMatcher("/api/**", "/actuator/**")
        .authenticationProvider(login)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR)
                    .permitAll()
                    .requestMatchers("/api/v1/intake/**", "/actuator/health", "/actuator/health/**")
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasAuthority(Act.READ_METRICS.name())
                    .anyRequest()
                    .authenticated())
        .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        // A page of a stranger cannot set this header; what rides on the session cookie needs the
        // token.
        .csrf(
            csrf ->
                csrf.ignoringRequestMatchers(DeskSecurity::basic)
                    .ignoringRequestMatchers("/api/v1/intake/**"))
        .httpBasic(basic -> basic.authenticationEntryPoint(DeskSecurity::unauthorized))
        .exceptionHandling(
            errors ->
                errors
                    .authenticationEntryPoint(DeskSecurity::unauthorized)
                    .accessDeniedHandler(
                        (request, response, e) ->
                            problem(response, HttpStatus.FORBIDDEN, "forbidden")))
        .requestCache(cache -> cache.disable())
        .build();
  }

  /** Pages: a log-in form and a session. */
  public static SecurityFilterChain pages(HttpSecurity http, AuthenticationProvider login)
      throws Exception {
    headers(http);
    HttpSessionRequestCache wanted = new HttpSessionRequestCache();
    wanted.setRequestMatcher(DeskSecurity::pageWanted);
    RequestMatcher fetched = request -> "fetch".equals(request.getHeader("X-Requested-With"));
    return http.authenticationProvider(login)
        .authorizeHttpRequests(
            requests ->
                requests
                    .dispatcherTypeMatchers(
                        DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                    .permitAll()
                    .requestMatchers("/login", "/language", "/*.css", "/*.js", "/*.svg")
                    .permitAll()
                    .anyRequest()
                    .authenticated())
        .formLogin(form -> form.loginPage("/login").failureHandler(failed()).permitAll())
        .logout(logout -> logout.logoutSuccessUrl("/login?out").permitAll())
        .requestCache(cache -> cache.requestCache(wanted))
        .exceptionHandling(
            errors ->
                errors.defaultAuthenticationEntryPointFor(
                    new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED), fetched))
        .build();
  }

  private static void headers(HttpSecurity http) throws Exception {
    http.headers(
        headers ->
            headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(POLICY))
                .referrerPolicy(referrer -> {})
                .frameOptions(frame -> frame.deny()));
  }

  private static boolean basic(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, "Basic ", 0, 6);
  }

  private static boolean pageWanted(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return request.getMethod().equals("GET")
        && request.getHeader("X-Requested-With") == null
        && accept != null
        && accept.contains("text/html");
  }

  private static AuthenticationFailureHandler failed() {
    return (request, response, e) -> {
      String why = "refused";
      if (e instanceof LockedException) {
        why = "locked";
      } else if (e instanceof AuthenticationServiceException) {
        why = "unavailable";
      }
      response.sendRedirect(request.getContextPath() + "/login?" + why);
    };
  }

  private static void unauthorized(
      HttpServletRequest request, HttpServletResponse response, Exception e) throws IOException {
    // No WWW-Authenticate: browsers would ask for a password in a window of their own.
    problem(
        response,
        HttpStatus.UNAUTHORIZED,
        e instanceof LockedException ? "too-many-logins" : "not-logged-in");
  }

  private static void problem(HttpServletResponse response, HttpStatus status, String code)
      throws IOException {
    byte[] body = Problem.json(status, code).getBytes(StandardCharsets.UTF_8);
    response.setStatus(status.value());
    response.setContentType("application/problem+json");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
