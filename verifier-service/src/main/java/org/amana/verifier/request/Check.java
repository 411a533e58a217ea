package org.amana.verifier.request;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.problem.Finding;
import org.amana.core.register.IntendedUse;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.JobQuestion;
import org.amana.verifier.organisation.OrganisationId;

/**
 * One question put to one person: an OpenID4VP transaction, and what became of it.
 *
 * @param use as it was registered when the question was put
 * @param question absent when the check asks for a diploma
 * @param exchange what another authority is to send, for the check by which a person agrees to that
 * @param state as stored; {@link #stateAt} also knows the time
 * @param nonce of the request, in the key-binding JWT
 * @param responseKey the private key responses are encrypted to, sealed; absent once closed
 * @param browserSession hash of the cookie of the browser that began it; absent when the wallet is on another device
 * @param responseCode hash of the code in {@code redirect_uri}
 * @param requestHash of the request object that was answered
 * @param answer known from the presentation on, shown after the match
 * @param receipt compact JWS
 * @param expiresAt end of the present state when it is open
 * @param takenAt when the one wallet that may answer fetched the request; only for an exchange
 */
public record Check(CheckId id, RequestId requestId, OrganisationId organisation, IntendedUse use,
                    Optional<JobQuestion> question, Optional<ExchangeTerms> exchange, CheckState state, String nonce,
                    Optional<String> responseKey,
                    Optional<String> browserSession, Optional<String> responseCode, Optional<String> requestHash,
                    Optional<Answer> answer, List<Finding> findings, Optional<String> receipt, Instant createdAt,
                    Instant expiresAt, Optional<Instant> takenAt) {
    public Check {
        findings = List.copyOf(findings);
    }

    /** An open check past its time has expired, whether or not the clock has swept it yet. */
    public CheckState stateAt(Instant now) {
        return state.isOpen() && !now.isBefore(expiresAt) ? CheckState.EXPIRED : state;
    }
}
