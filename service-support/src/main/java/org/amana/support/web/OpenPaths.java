package org.amana.support.web;

import java.util.List;

/**
 * Paths that anyone may call without a session: protocol endpoints, whose messages carry their own proof, and public
 * pages. A service declares a bean; paths that no bean names and no filter chain of the service covers are refused.
 *
 * <pre>
 * &#64;Bean OpenPaths protocol() { return OpenPaths.of("/.well-known/**", "/&#42;/oid4vp/**"); }
 * </pre>
 *
 * @param patterns Spring path patterns
 */
public record OpenPaths(List<String> patterns) {
    public OpenPaths {
        patterns = List.copyOf(patterns);
        if (patterns.isEmpty() || patterns.contains("/**")) {
            throw new IllegalArgumentException("name the open paths one by one; '/**' would open everything");
        }
    }

    public static OpenPaths of(String... patterns) {
        return new OpenPaths(List.of(patterns));
    }
}
