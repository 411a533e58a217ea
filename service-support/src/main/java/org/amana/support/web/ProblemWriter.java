package org.amana.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.amana.core.problem.ProblemException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns whatever went wrong into the answer: problem details (RFC 9457) for programs, a page in the frame for people. A
 * fault of ours is logged under its help code and tells nothing of itself.
 */
public final class ProblemWriter {
    /** Request attribute that carries the answer to the error page. */
    static final String ANSWER = "org.amana.support.web.answer";
    /** Request attribute that carries the help code to the error page. */
    static final String HELP_CODE = "org.amana.support.web.helpCode";
    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final JsonMapper JSON = JsonMapper.shared();
    private final List<ProblemMapping> mappings;
    private final RandomGenerator random;

    ProblemWriter(List<ProblemMapping> mappings, RandomGenerator random) {
        this.mappings = List.copyOf(mappings);
        this.random = random;
    }

    /** Answers the fault; an answer that is already on its way is cut off instead. */
    public void write(HttpServletRequest request, HttpServletResponse response, Throwable fault) throws IOException {
        write(request, response, answer(fault), fault);
    }

    /** Answers 403 for a caller who is known but lacks the role. */
    public void forbidden(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
            throws IOException {
        write(request, response, plain(403, "forbidden", "Another role or tenant is needed"), e);
    }

    void write(HttpServletRequest request, HttpServletResponse response, ProblemAnswer answer, Throwable fault)
            throws IOException {
        String helpCode = Faults.helpCode(random);
        log(answer, helpCode, fault);
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        retryAfterSeconds(answer)
                .ifPresent(seconds -> response.setHeader("Retry-After", String.valueOf(seconds)));
        if (answer.status() == 401 && !response.containsHeader("WWW-Authenticate")) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        if (wantsPage(request)) {
            request.setAttribute(ANSWER, answer);
            request.setAttribute(HELP_CODE, helpCode);
            response.sendError(answer.status());
        } else {
            writeJson(response, answer, helpCode);
        }
    }

    static void writeJson(HttpServletResponse response, ProblemAnswer answer, String helpCode) throws IOException {
        var body = JSON.createObjectNode()
                .put("type", "urn:amana:problem:" + answer.reason())
                .put("title", answer.title())
                .put("status", answer.status())
                .put("detail", answer.detail())
                .put("reason", answer.reason())
                .put("code", helpCode);
        answer.members().forEach((name, value) -> body.set(name, JSON.valueToTree(value)));
        response.setStatus(answer.status());
        response.setContentType("application/problem+json");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }

    /** The same answer, and the same line in the log, for who asks another way than over HTTP. */
    public ProblemAnswer judge(Throwable fault) {
        ProblemAnswer answer = answer(fault);
        log(answer, Faults.helpCode(random), fault);
        return answer;
    }

    /** How long who was answered so should wait at least. */
    public static OptionalInt retryAfterSeconds(ProblemAnswer answer) {
        return answer.status() == 503 ? OptionalInt.of(RETRY_AFTER_SECONDS) : OptionalInt.empty();
    }

    /** A browser that asks for a page; paths of an API never answer with one. */
    static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        Object forwarded = request.getAttribute(jakarta.servlet.RequestDispatcher.ERROR_REQUEST_URI);
        String path = forwarded instanceof String original ? original : request.getRequestURI();
        return accept != null && accept.contains("text/html") && !path.contains("/api/") && !path.startsWith("/v1/");
    }

    private ProblemAnswer answer(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyCap.TooLarge large) {
                return plain(413, "body_too_large", "at most " + large.limitBytes() + " bytes expected");
            }
            if (cause instanceof ProblemException e) {
                return answer(e);
            }
            if (cause instanceof InvalidParameterException form) { // ten thousand fields, or a % that is none
                return status(form.getErrorCode());
            }
        }
        if (Faults.isDatabaseAway(fault)) {
            return plain(503, "unavailable", "The database does not answer; try again shortly");
        }
        if (fault instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return status(known.getStatusCode().value());
        }
        if (fault instanceof HttpMessageConversionException || fault instanceof MultipartException
                || fault instanceof jakarta.validation.ValidationException) {
            return plain(400, "malformed_request", "A body of the documented form expected");
        }
        if (Faults.isTextNotStorable(fault)) { // ?q=%00
            return plain(400, "malformed_request", "A text holds a character that no text has");
        }
        if (fault instanceof TypeMismatchException) { // ?from=soon where a day belongs
            return plain(400, "malformed_request", "A parameter is not of the documented form");
        }
        return plain(500, "server_error", "The fault is on our side");
    }

    private ProblemAnswer answer(ProblemException e) {
        return mappings.stream()
                .map(mapping -> mapping.answer(e.problem()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> ProblemAnswer.of(400, "The request cannot be accepted", e.problem()));
    }

    /** The answer to a bare status code. */
    static ProblemAnswer status(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        if (known == null || !known.isError()) {
            return plain(500, "server_error", "The fault is on our side");
        }
        return plain(status, known.name().toLowerCase(java.util.Locale.ROOT), known.getReasonPhrase());
    }

    private static ProblemAnswer plain(int status, String reason, String detail) {
        HttpStatus known = HttpStatus.resolve(status);
        return new ProblemAnswer(status, reason, known == null ? "Error" : known.getReasonPhrase(), detail,
                java.util.Map.of());
    }

    private static void log(ProblemAnswer answer, String helpCode, Throwable fault) {
        if (answer.status() == 500) {
            LOG.error("help code {}: {}", helpCode, Faults.trace(fault));
        } else {
            LOG.info("help code {}: {} {}", helpCode, answer.status(), answer.reason());
        }
    }
}
