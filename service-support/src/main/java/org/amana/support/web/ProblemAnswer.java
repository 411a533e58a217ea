package org.amana.support.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amana.core.problem.Problem;

/**
 * How a refusal is answered (RFC 9457):
 *
 * <pre>
 * {"type":"urn:amana:problem:ledger_unavailable","title":"…","status":503,"detail":"…","reason":"ledger_unavailable",
 *  "code":"7K3F-Q2M9","shared":false,"next":"…"}
 * </pre>
 *
 * @param status 400 to 599
 * @param reason machine word, the end of {@code type}
 * @param title the kind of refusal in a few words
 * @param detail this case, without secrets or personal data
 * @param members further members, such as {@code shared} and {@code next}
 */
public record ProblemAnswer(int status, String reason, String title, String detail, Map<String, Object> members) {
    public ProblemAnswer {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a refusal has a status from 400 to 599");
        }
        members = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** The answer to a problem, without further members. */
    public static ProblemAnswer of(int status, String title, Problem problem) {
        return new ProblemAnswer(status, problem.code(), title, problem.description(), Map.of());
    }

    /** The same answer with one more member. */
    public ProblemAnswer with(String member, Object value) {
        var more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new ProblemAnswer(status, reason, title, detail, more);
    }
}
