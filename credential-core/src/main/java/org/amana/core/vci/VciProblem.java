package org.amana.core.vci;

import org.amana.core.problem.Problem;

/**
 * What can be wrong in OpenID4VCI 1.0. The first group are the issuer's answers at the credential endpoint (section
 * 8.3.1.2, the {@code error} of the response), the second is what a wallet finds wrong with an offer or an answer.
 */
public sealed interface VciProblem extends Problem {
    /** Missing or repeated parameter, unsupported value, or otherwise malformed. */
    record InvalidCredentialRequest(String detail) implements VciProblem {
        @Override
        public String code() {
            return "invalid_credential_request";
        }
    }

    /** The requested Credential Configuration is unknown. */
    record UnknownCredentialConfiguration(String detail) implements VciProblem {
        @Override
        public String code() {
            return "unknown_credential_configuration";
        }
    }

    /** The requested Credential identifier is unknown. */
    record UnknownCredentialIdentifier(String detail) implements VciProblem {
        @Override
        public String code() {
            return "unknown_credential_identifier";
        }
    }

    /** {@code proofs} is missing, a key proof is invalid, or a key proof has no {@code c_nonce}. */
    record InvalidProof(String detail) implements VciProblem {
        @Override
        public String code() {
            return "invalid_proof";
        }
    }

    /** A key proof carries a {@code c_nonce} that is not (or no longer) good; the wallet fetches a new one. */
    record InvalidNonce(String detail) implements VciProblem {
        @Override
        public String code() {
            return "invalid_nonce";
        }
    }

    /** Encryption parameters are invalid, or missing where encryption is required. */
    record InvalidEncryptionParameters(String detail) implements VciProblem {
        @Override
        public String code() {
            return "invalid_encryption_parameters";
        }
    }

    /** The issuer does not accept the request, and asking again will not help. */
    record CredentialRequestDenied(String detail) implements VciProblem {
        @Override
        public String code() {
            return "credential_request_denied";
        }
    }

    /** A Credential Offer, or the link that carries it, breaks section 4.1. */
    record InvalidCredentialOffer(String detail) implements VciProblem {
        @Override
        public String code() {
            return "invalid_credential_offer";
        }
    }

    /** Credential Issuer or authorization server metadata break section 12.2 or RFC 8414. */
    record InvalidIssuerMetadata(String detail) implements VciProblem {
        @Override
        public String code() {
            return "invalid_issuer_metadata";
        }
    }

    /** A token, nonce or credential response breaks section 6.2, 7.2 or 8.3. */
    record InvalidIssuerAnswer(String detail) implements VciProblem {
        @Override
        public String code() {
            return "invalid_issuer_answer";
        }
    }

    /**
     * The issuer answered with an error of its own.
     *
     * @param status HTTP status
     * @param error the {@code error} it sent, e.g. {@code invalid_grant}
     * @param detail its {@code error_description}, foreign text
     */
    record IssuerRefused(int status, String error, String detail) implements VciProblem {
        @Override
        public String code() {
            return "issuer_refused";
        }
    }
}
