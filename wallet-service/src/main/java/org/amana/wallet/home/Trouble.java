package org.amana.wallet.home;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * What a page says when a step did not work: what happened, whether anything was shared, what to do next, help code.
 *
 * @param code for the office; absent where the sentence itself is help enough
 */
record Trouble(String title, boolean shared, String next, @Nullable String code) {
    /** Nothing was shared, and the person can put it right alone. */
    static Trouble plain(String title, String next) {
        return new Trouble(title, false, next, null);
    }

    static Trouble of(ProblemDetail detail) {
        Map<String, Object> more = detail.getProperties() == null ? Map.of() : detail.getProperties();
        return new Trouble(String.valueOf(detail.getTitle()), Boolean.TRUE.equals(more.get("shared")),
                String.valueOf(more.getOrDefault("next", "")), (String) more.get("code"));
    }
}
