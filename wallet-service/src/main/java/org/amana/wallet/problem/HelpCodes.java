package org.amana.wallet.problem;

import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Short codes a person can read out, e.g. {@code 7K3F-Q2M9}; the log line of the refusal carries the same one. */
@Component
final class HelpCodes {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final RandomGenerator random;

    HelpCodes(RandomGenerator random) {
        this.random = random;
    }

    String next() {
        StringBuilder code = new StringBuilder(9);
        for (int i = 0; i < 8; i++) {
            code.append(i == 4 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
