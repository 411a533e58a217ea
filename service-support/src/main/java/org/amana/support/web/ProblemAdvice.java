package org.amana.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Answers what a controller throws and no advice of the service itself took. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ProblemAdvice {
    private final ProblemWriter problems;

    ProblemAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void answer(Exception fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        problems.write(request, response, fault);
    }

    /** The filter chain decides whether to ask for a login. */
    @ExceptionHandler
    void leaveToTheChain(AccessDeniedException e) {
        throw e;
    }

    /** As above. */
    @ExceptionHandler
    void leaveToTheChain(AuthenticationException e) {
        throw e;
    }
}
