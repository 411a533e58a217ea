package org.amana.support.web;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.http.server.PathContainer;
import org.springframework.util.unit.DataSize;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The most a request body may hold. It is enforced while reading, whatever Content-Length says.
 *
 * @param maxBody for all paths that {@code paths} does not name
 * @param paths Spring path pattern to size, for uploads above all, to size
 */
@ConfigurationProperties("amana.request")
record BodyCap(@DefaultValue("256KB") DataSize maxBody, @DefaultValue Map<String, DataSize> paths) {
    BodyCap {
        paths = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(paths));
    }

    long limitBytes(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return paths.entrySet()
                .stream()
                .filter(entry -> pattern(entry.getKey()).matches(parsed))
                .mapToLong(entry -> entry.getValue().toBytes())
                .findFirst()
                .orElse(maxBody.toBytes());
    }

    private static PathPattern pattern(String text) {
        return PathPatternParser.defaultInstance.parse(text);
    }

    /** The body went over the limit. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
        private final long limitBytes;

        TooLarge(long limitBytes) {
            super("at most " + limitBytes + " bytes expected");
            this.limitBytes = limitBytes;
        }

        long limitBytes() {
            return limitBytes;
        }
    }
}
