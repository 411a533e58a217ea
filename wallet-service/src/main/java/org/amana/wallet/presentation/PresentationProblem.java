package org.amana.wallet.presentation;

import java.util.List;
import org.amana.wallet.problem.WalletProblem;

/** Why a card is not shown, or did not arrive. */
public sealed interface PresentationProblem extends WalletProblem {

    /**
     * Malformed, unverifiable, expired or not fetched (OpenID4VP 1.0 section 8.5). Nothing was posted anywhere.
     *
     * @param check which one failed, e.g. {@code wrong_audience}: the name of the {@link org.amana.core.vp.VpProblem}
     */
    record RequestRefused(String check, String detail) implements PresentationProblem {
        @Override
        public List<String> findings() {
            return List.of(check);
        }

        @Override
        public String code() {
            return "request_refused";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The request asks for claims its registered use does not cover, and the person did not say that they know. */
    record OverAsking(List<String> labels) implements PresentationProblem {
        @Override
        public String code() {
            return "over_asking";
        }

        @Override
        public String detail() {
            return "expected an explicit act for " + labels.size() + " claims beyond the registered use";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(labels);
        }
    }

    /** Registration and access certificate name different parties (ARF RPRC_17a). */
    record IdentifierMismatch() implements PresentationProblem {
        @Override
        public String code() {
            return "identifier_mismatch";
        }

        @Override
        public String detail() {
            return "expected an explicit act: registration and access certificate name different parties";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The registrar ended the registration before its certificate (ETSI TS 119 475 clause 6.2.6.2). */
    record RegistrationEnded() implements PresentationProblem {
        @Override
        public String code() {
            return "registration_ended";
        }

        @Override
        public String detail() {
            return "expected an explicit act: the registration was ended";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** No card answers the request; the only answer left is a refusal. */
    record CannotAnswer() implements PresentationProblem {
        @Override
        public String code() {
            return "cannot_answer";
        }

        @Override
        public String detail() {
            return "expected an option of the request screen";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The verifier could not be connected to; the entry stays, a retry uses it. */
    record VerifierUnreachable(String detail) implements PresentationProblem {
        @Override
        public String code() {
            return "verifier_unreachable";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /** Whoever asks did not hear that a person under age cannot say. */
    record NotAbleUnheard(String detail) implements PresentationProblem {
        @Override
        public String code() {
            return "not_able_unheard";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /** The connection broke while the answer was under way: it may have arrived. */
    record VerifierSilent(String detail) implements PresentationProblem {
        @Override
        public String code() {
            return "verifier_silent";
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /**
     * The guard stopped at {@code response_uri}: it redirects after the post, which is not followed (OpenID4VP 1.0 section
     * 8.2), or it may not be called at all. What was posted before a redirect is gone.
     */
    record VerifierAddressRefused(String detail) implements PresentationProblem {
        @Override
        public String code() {
            return "verifier_address_refused";
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /**
     * The verifier answered that it cannot take anything now (5xx, 408, 429). Whether it took the answer before it
     * stumbled is not known; the entry stays, a retry uses it.
     */
    record VerifierUnwell(int answered) implements PresentationProblem {
        @Override
        public String code() {
            return "verifier_unwell";
        }

        @Override
        public String detail() {
            return "expected status 200 from response_uri, got " + answered;
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /** The verifier took the answer and did not accept it. */
    record VerifierRejected(int answered) implements PresentationProblem {
        @Override
        public String code() {
            return "verifier_rejected";
        }

        @Override
        public String detail() {
            return "expected status 200 from response_uri, got " + answered;
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /**
     * A retry was refused for good, after an earlier try whose ending is not known: the earlier one may have arrived and
     * spent the request (OpenID4VP 1.0 section 14.2).
     */
    record VerifierClosed(int answered) implements PresentationProblem {
        @Override
        public String code() {
            return "verifier_closed";
        }

        @Override
        public String detail() {
            return "expected status 200 from response_uri, got " + answered;
        }

        @Override
        public int status() {
            return 502;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }

    /** The answer was accepted, but the wallet could not write it into the history. */
    record SharedNotRecorded() implements PresentationProblem {
        @Override
        public String code() {
            return "shared_not_recorded";
        }

        @Override
        public String detail() {
            return "expected to record a presentation that was sent";
        }

        @Override
        public int status() {
            return 500;
        }

        @Override
        public boolean shared() {
            return true;
        }
    }
}
