package org.sanwei.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import org.sanwei.gateway.people.Forbidden;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Turns every exception of a controller into an answer: a problem for the interface, a page for
 * people. Neither the answer nor the log holds the exception's message, which may hold content.
 */
@ControllerAdvice
public final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  /** A post that does not allow the act. */
  @ExceptionHandler
  public Object forbidden(Forbidden e, HttpServletRequest request) {
    return answer(
        request, HttpStatus.FORBIDDEN, "forbidden", "your post does not allow " + e.act());
  }

  /** What is not there. */
  @ExceptionHandler
  public Object missing(NotFound e, HttpServletRequest request) {
    return answer(request, HttpStatus.NOT_FOUND, "not-found", "there is no such thing here");
  }

  /** A body or a parameter that cannot be read as what it should be. */
  @ExceptionHandler({HttpMessageNotReadableException.class, TypeMismatchException.class})
  public Object unreadable(Exception e, HttpServletRequest request) {
    return answer(
        request, HttpStatus.BAD_REQUEST, "bad-request", "the request does not fit the interface");
  }

  /** The stream's end: nobody listens any more, so there is nothing to answer. */
  @ExceptionHandler({AsyncRequestTimeoutException.class, AsyncRequestNotUsableException.class})
  public void gone() {}

  /** Everything else: Spring's own refusals keep their status, the rest is our defect. */
  @ExceptionHandler
  public Object other(Exception e, HttpServletRequest request) {
    if (e instanceof ErrorResponse refused) {
      HttpStatus status = HttpStatus.valueOf(refused.getStatusCode().value());
      return answer(request, status, "bad-request", "the request does not fit the interface");
    }
    log(e);
    return answer(
        request,
        HttpStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "the service failed; its log says where");
  }

  /** Says what failed and where, without the exception's message. */
  public static void log(Exception e) {
    LOG.error("{} in {}", e.getClass().getName(), where(e));
  }

  private static Object answer(
      HttpServletRequest request, HttpStatus status, String code, String detail) {
    if (request.getRequestURI().startsWith(request.getContextPath() + "/api/")) {
      ProblemDetail problem = Problem.of(status, code, detail);
      return ResponseEntity.status(status).body(problem);
    }
    ModelAndView page = new ModelAndView("error", status);
    page.addObject("status", status.value());
    return page;
  }

  private static String where(Exception e) {
    for (StackTraceElement frame : e.getStackTrace()) {
      if (frame.getClassName().startsWith("org.sanwei.")) {
        return frame.toString();
      }
    }
    return "the framework";
  }
}
