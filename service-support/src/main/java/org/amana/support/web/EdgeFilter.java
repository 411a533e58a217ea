package org.amana.support.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.filter.OncePerRequestFilter;

/** The outermost filter: caps the body, and lets no exception reach the container, whose log would quote it. */
final class EdgeFilter extends OncePerRequestFilter {
    private final BodyCap cap;
    private final ProblemWriter problems;

    EdgeFilter(BodyCap cap, ProblemWriter problems) {
        this.cap = cap;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        long limit = cap.limitBytes(request.getRequestURI());
        try {
            if (request.getContentLengthLong() > limit && !isMultipart(request)) {
                throw new BodyCap.TooLarge(limit);
            }
            if (isRange(request.getContentType())) {
                throw new HttpMediaTypeNotSupportedException("one content type expected");
            }
            chain.doFilter(new CappedRequest(request, limit), response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (isGone(e)) {
                return;
            }
            problems.write(request, response, e);
        }
    }

    /** Uploads have a limit of their own (spring.servlet.multipart) and are read past this wrapper. */
    private static boolean isMultipart(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("multipart/form-data");
    }

    /** {@code text/*} may be accepted, but nothing can be of that type; Spring takes it for a fault of the program. */
    private static boolean isRange(@Nullable String contentType) {
        return contentType != null && contentType.replaceFirst(";.*", "").contains("*");
    }

    /** The caller hung up; there is nobody to answer. */
    private static boolean isGone(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause.getClass().getSimpleName().equals("ClientAbortException")) {
                return true;
            }
        }
        return false;
    }
}
