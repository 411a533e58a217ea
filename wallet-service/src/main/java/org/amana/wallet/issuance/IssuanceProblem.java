package org.amana.wallet.issuance;

import java.util.List;
import java.util.stream.Collectors;
import org.amana.core.problem.Finding;
import org.amana.wallet.problem.WalletProblem;

/** Why no card comes. Nothing of the holder's has been shared in any of these. */
public sealed interface IssuanceProblem extends WalletProblem {

    /** Not an offer this wallet can use (OpenID4VCI 1.0 section 4.1), or it is used or expired. */
    record OfferRefused(String detail) implements IssuanceProblem {
        @Override
        public String code() {
            return "offer_refused";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** Metadata, token or credential answer of the issuer are not what its specification says. */
    record IssuerMisbehaves(String detail) implements IssuanceProblem {
        @Override
        public String code() {
            return "issuer_misbehaves";
        }

        @Override
        public int status() {
            return 502;
        }
    }

    /** The issuer is not on the trust list for a type it offers. */
    record IssuerNotTrusted(String name) implements IssuanceProblem {
        @Override
        public String code() {
            return "issuer_not_trusted";
        }

        @Override
        public String detail() {
            return "expected an issuer of the trust list";
        }

        @Override
        public int status() {
            return 422;
        }

        @Override
        public List<Object> arguments() {
            return List.of(name);
        }
    }

    /** The token endpoint refused: wrong code, or an offer that is used or expired (it does not say which). */
    record CodeRefused(String detail) implements IssuanceProblem {
        @Override
        public String code() {
            return "code_refused";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The offer asks for a code and none was typed, or one of another form. */
    record CodeMissing(String detail) implements IssuanceProblem {
        @Override
        public String code() {
            return "code_missing";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The issuer answered with an error of its own. */
    record IssuerDenied(String detail) implements IssuanceProblem {
        @Override
        public String code() {
            return "issuer_denied";
        }

        @Override
        public int status() {
            return 422;
        }
    }

    /** The nonce ran out before the proofs came; accept again for a fresh one. */
    record ProofsTooLate() implements IssuanceProblem {
        @Override
        public String code() {
            return "proofs_too_late";
        }

        @Override
        public String detail() {
            return "expected proofs with a current nonce";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /** What came is not a credential that may be believed; none of it was kept. */
    record CredentialRefused(List<Finding> verdict) implements IssuanceProblem {
        @Override
        public String code() {
            return "credential_refused";
        }

        @Override
        public String detail() {
            return verdict.stream().map(Finding::reason).collect(Collectors.joining(", "));
        }

        @Override
        public List<String> findings() {
            return verdict.stream().map(Finding::reason).toList();
        }

        @Override
        public int status() {
            return 422;
        }
    }
}
