package org.amana.verifier.code;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Codes that are said aloud.
 *
 * @param lifetime how long a code works; of a check that is no exchange at most as long as the check itself
 * @param tries wrong codes from one address within the window; a wallet service is one address
 * @param allTries wrong codes for one organisation within the window, whoever sends them; then it takes none
 * @param window time after which wrong codes are forgotten
 */
@ConfigurationProperties("amana.verifier.code")
public record CodeProperties(@DefaultValue("PT15M") Duration lifetime, @DefaultValue("30") int tries,
                             @DefaultValue("3000") int allTries, @DefaultValue("PT15M") Duration window) {
    /** A code is for somebody who is listening now; and the figures of decision 0147 rest on it. */
    private static final Duration LONGEST = Duration.ofHours(1);

    public CodeProperties {
        if (!lifetime.isPositive() || lifetime.compareTo(LONGEST) > 0)
            throw new IllegalArgumentException("amana.verifier.code.lifetime: more than nothing, at most an hour");
        if (tries < 1 || allTries < tries)
            throw new IllegalArgumentException("amana.verifier.code.tries: at least 1, and all-tries no fewer");
        if (!window.isPositive())
            throw new IllegalArgumentException("amana.verifier.code.window: times are positive");
    }
}
