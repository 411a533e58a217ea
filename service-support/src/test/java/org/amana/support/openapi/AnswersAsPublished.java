package org.amana.support.openapi;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.amana.support.openapi.PublishedApi.Message;
import org.amana.support.openapi.PublishedApi.Operation;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingRequestWrapper;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Stands before the service in every test: an exchange that is not as published becomes an answer 599, so that whichever
 * test made it fails and says why. JSON that is not published at all is such an exchange too.
 */
final class AnswersAsPublished extends OncePerRequestFilter {
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;
    private final PublishedApi api;

    AnswersAsPublished(PublishedApi api) {
        this.api = api;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        // forms are read by their own code, and only questions in JSON are looked at
        boolean json = Message.of(request.getContentType(), new byte[1]).isJson();
        HttpServletRequest question = json ? new ContentCachingRequestWrapper(request, MAX_BODY_BYTES) : request;
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(question, answer);
        List<String> faults = faults(question, answer);
        if (!faults.isEmpty()) {
            byte[] text = (request.getMethod() + " " + request.getRequestURI() + " is not as published: " + faults)
                    .getBytes(StandardCharsets.UTF_8);
            System.err.println(new String(text, StandardCharsets.UTF_8));
            answer.reset();
            answer.setStatus(599);
            answer.setContentType("text/plain;charset=UTF-8");
            answer.getOutputStream().write(text);
        }
        answer.copyBodyToResponse();
    }

    private List<String> faults(HttpServletRequest request, ContentCachingResponseWrapper response) {
        byte[] body = response.getContentAsByteArray();
        Message answer = Message.of(response.getContentType(), body);
        // what follows is the error page's own dispatch
        if ((response.getStatus() >= 400 && body.length == 0) || response.isCommitted()) {
            return List.of();
        }
        byte[] asked = request instanceof ContentCachingRequestWrapper kept
                ? kept.getContentAsByteArray()
                : new byte[0];
        Optional<Operation> operation = api.operation(request.getMethod(), request.getRequestURI());
        if (operation.isEmpty()) {
            boolean published = response.getStatus() >= 400 || !answer.mediaType().equals("application/json");
            return published ? List.of() : List.of("no such operation");
        }
        return api.faults(operation.get(), Message.of(request.getContentType(), asked), response.getStatus(), answer);
    }
}
