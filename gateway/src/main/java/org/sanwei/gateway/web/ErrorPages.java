package org.sanwei.gateway.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the container refuses itself, in the same two forms as {@link Refusals}. */
@Controller
public final class ErrorPages implements ErrorController {

  /** Never shows the container's message. */
  @RequestMapping("/error")
  public Object error(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus known = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    HttpStatus status = known == null ? HttpStatus.INTERNAL_SERVER_ERROR : known;
    Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (String.valueOf(path).startsWith(request.getContextPath() + "/api/")) {
      String word = status == HttpStatus.NOT_FOUND ? "not-found" : "refused";
      return ResponseEntity.status(status)
          .body(Problem.of(status, word, "the request does not fit the interface"));
    }
    ModelAndView page = new ModelAndView("error", status);
    page.addObject("status", status.value());
    return page;
  }
}
