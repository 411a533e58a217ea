package org.amana.core.vci;

/** The issuer's authorisation for a wallet to obtain certain credentials; short-lived and single use. A secret. */
public record PreAuthorizedCode(String value) {
    private static final int MAX_LENGTH = 1_000;

    public PreAuthorizedCode {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a pre-authorized code has 1 to " + MAX_LENGTH + " characters");
        }
    }

    /** Never the value: it would end in logs. */
    @Override
    public String toString() {
        return "PreAuthorizedCode[*]";
    }
}
