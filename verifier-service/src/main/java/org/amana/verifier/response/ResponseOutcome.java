package org.amana.verifier.response;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.amana.core.problem.Finding;

/** What the wallet is told. */
public sealed interface ResponseOutcome {

    /**
     * The response was taken, be it a presentation or a refusal.
     *
     * @param redirectUri where the wallet sends the browser on; for checks that began in a browser alone
     */
    record Accepted(Optional<URI> redirectUri) implements ResponseOutcome {}

    /**
     * It was not: HTTP 400.
     *
     * @param findings at least one
     */
    record Refused(List<Finding> findings) implements ResponseOutcome {
        public Refused {
            findings = List.copyOf(findings);
            if (findings.isEmpty())
                throw new IllegalArgumentException("a refusal has a reason");
        }

        static Refused because(String reason, String detail) {
            return new Refused(List.of(new Finding(reason, detail)));
        }
    }

    /**
     * No verdict is possible now for a reason of ours, and the check stays open for the same answer: HTTP 503.
     *
     * @param findings at least one
     */
    record Unavailable(List<Finding> findings) implements ResponseOutcome {
        public Unavailable {
            findings = List.copyOf(findings);
            if (findings.isEmpty())
                throw new IllegalArgumentException("it has a reason");
        }
    }
}
