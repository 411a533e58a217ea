package org.amana.support.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What people see when something is refused or broken: what happened, what to do, and a help code. */
@Controller
class ErrorPageController implements ErrorController {
    private final RandomGenerator random;

    ErrorPageController(RandomGenerator random) {
        this.random = random;
    }

    @RequestMapping("/error")
    @Nullable ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object carried = request.getAttribute(ProblemWriter.ANSWER);
        Object code = request.getAttribute(ProblemWriter.HELP_CODE);
        ProblemAnswer answer = carried instanceof ProblemAnswer known ? known : ProblemWriter.status(status(request));
        String helpCode = code instanceof String known ? known : Faults.helpCode(random);
        if (!ProblemWriter.wantsPage(request)) {
            ProblemWriter.writeJson(response, answer, helpCode);
            return null;
        }
        response.setStatus(answer.status());
        response.setHeader("Cache-Control", "no-store");
        return new ModelAndView("service-support/templates/error",
                Map.of("text", isOldForm(request) ? "error.old-form" : text(answer.status()), "helpCode", helpCode));
    }

    /** A form whose page was open for longer than its session, or that another site sent. */
    private static boolean isOldForm(HttpServletRequest request) {
        return request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException;
    }

    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    /** Key of the sentence; {@code <key>.title} may hold a title of its own. */
    private static String text(int status) {
        return switch (status) {
            case 401, 403 -> "error.forbidden";
            case 404, 405, 410 -> "error.not-found";
            case 413 -> "error.too-large";
            case 502, 503, 504 -> "error.unavailable";
            default -> status < 500 ? "error.bad-request" : "error.internal";
        };
    }
}
