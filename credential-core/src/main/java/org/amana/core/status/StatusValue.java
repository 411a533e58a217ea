package org.amana.core.status;

import java.util.Optional;
import org.amana.core.problem.Finding;

/** Status types (draft-ietf-oauth-status-list-20 section 7.1). */
public enum StatusValue {
    VALID, INVALID, SUSPENDED,
    /** 0x03 and 0x0B to 0x0F: what they mean is between issuer and verifier; we agreed on none. */
    APPLICATION_SPECIFIC,
    /** Reserved. */
    UNKNOWN;

    /** The meaning of an entry's number. */
    public static StatusValue of(int number) {
        return switch (number) {
            case 0 -> VALID;
            case 1 -> INVALID;
            case 2 -> SUSPENDED;
            case 3, 11, 12, 13, 14, 15 -> APPLICATION_SPECIFIC;
            default -> UNKNOWN;
        };
    }

    /** Why a credential with this status is refused; empty for {@link #VALID} alone. */
    public Optional<Finding> finding() {
        return switch (this) {
            case VALID -> Optional.empty();
            case INVALID -> Optional.of(new Finding("credential_revoked", "the issuer has revoked the credential"));
            case SUSPENDED -> Optional.of(
                    new Finding("credential_suspended", "the issuer has suspended the credential"));
            case APPLICATION_SPECIFIC, UNKNOWN -> Optional.of(
                    new Finding("unknown_status", "the issuer gives the credential a status that is not known here"));
        };
    }
}
