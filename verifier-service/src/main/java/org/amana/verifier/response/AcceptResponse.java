package org.amana.verifier.response;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.NotAble;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.RequiredKeyBinding;
import org.amana.core.vp.AuthorizationResponse;
import org.amana.core.vp.VpToken;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.Reason;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckClosed;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.RequestObjects;
import org.amana.verifier.request.ResponseKeys;
import org.amana.verifier.response.ResponseOutcome.Accepted;
import org.amana.verifier.response.ResponseOutcome.Refused;
import org.amana.verifier.verification.IssuerTrust;
import org.amana.verifier.verification.PresentationVerdict;
import org.amana.verifier.verification.VerifyPresentation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes one response for one check. A response that cannot be read leaves the check open, for anybody may post
 * rubbish; one that was read and does not hold closes it, for its nonce is spent (OpenID4VP 1.0 section 14.2).
 */
@Service
public class AcceptResponse {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptResponse.class);
    private final Checks checks;
    private final RequestObjects objects;
    private final ResponseKeys keys;
    private final VerifyPresentation verify;
    private final AcceptWorkPermission workPermission;
    private final AcceptDiploma diploma;
    private final AcceptExchange exchange;
    private final Clock clock;

    AcceptResponse(Checks checks, RequestObjects objects, ResponseKeys keys, VerifyPresentation verify,
            AcceptWorkPermission workPermission, AcceptDiploma diploma,
            AcceptExchange exchange, Clock clock) {
        this.checks = checks;
        this.objects = objects;
        this.keys = keys;
        this.verify = verify;
        this.workPermission = workPermission;
        this.diploma = diploma;
        this.exchange = exchange;
        this.clock = clock;
    }

    /**
     * Judges what was posted and moves the check on.
     *
     * @param form every value of every parameter
     */
    public ResponseOutcome accept(Organisation organisation, String requestId, Map<String, List<String>> form) {
        Optional<Check> found = checks.findByRequest(organisation.id(), requestId);
        if (found.isEmpty())
            return Refused.because("unknown_request", "there is no such request");
        Check check = found.get();
        Instant now = clock.instant();
        CheckState state = check.stateAt(now);
        if (state == CheckState.EXPIRED)
            return Refused.because("request_expired", "the request has expired");
        if (state == CheckState.CANCELLED)
            return Refused.because("request_cancelled", "whoever asked has taken the question back");
        if (state != CheckState.WAITING)
            return alreadyUsed();
        try {
            return read(organisation, check,
                    ReceivedResponse.read(form, keys.open(check).privateJwk(), objects.of(check.id())));
        } catch (ProblemException e) {
            return new Refused(List.of(ReceivedResponse.finding(e)));
        }
    }

    private ResponseOutcome read(Organisation organisation, Check check, ReceivedResponse received) {
        return switch (received.response()) {
            case AuthorizationResponse.Declined declined ->
                checks.close(check.id(), CheckState.WAITING, CheckState.REFUSED, Optional.empty(), Optional.empty(),
                        said(check, declined), Optional.empty(), clock.instant())
                                ? new Accepted(Optional.empty())
                                : alreadyUsed();
            case AuthorizationResponse.Presented(var vpToken) -> {
                var request = received.answered();
                yield judge(organisation, check, received, vpToken, verify.verify(vpToken, request.query(),
                        new RequiredKeyBinding(request.nonce(), request.clientId(),
                                RequiredKeyBinding.DEFAULT_MAX_AGE, request.transactionData())));
            }
        };
    }

    /** A person under age may say that they cannot say; whoever decides for themselves has said no. */
    private static List<Finding> said(Check check, AuthorizationResponse.Declined declined) {
        return declined.error().equals("access_denied") && declined.description().equals(NotAble.DESCRIPTION)
                && check.exchange().filter(ExchangeTerms::isWithGuardian).isPresent()
                        ? List.of(new Finding(CheckClosed.NOT_ABLE, "the person cannot say, and wants it explained"))
                        : List.of();
    }

    private ResponseOutcome judge(Organisation organisation, Check check, ReceivedResponse received, VpToken vpToken,
                                  PresentationVerdict verdict) {
        return switch (verdict) {
            case PresentationVerdict.Rejected(var findings, var credentialsHold) ->
                reject(check, received, findings, credentialsHold ? heldBack(check, findings) : Optional.empty());
            case PresentationVerdict.Verified verified -> {
                if (verified.overDisclosedCount() > 0)
                    LOG.info("over-disclosure: {} claims that were not asked for came and were dropped",
                            verified.overDisclosedCount());
                if (check.exchange().isPresent())
                    yield exchange.accept(organisation, check, received.answered(), verified, vpToken);
                yield check.question().isPresent()
                        ? workPermission.accept(organisation, check, received.answered(), verified)
                        : diploma.accept(organisation, check, received.answered(), verified);
            }
        };
    }

    private ResponseOutcome reject(Check check, ReceivedResponse received, List<Finding> findings,
                                   Optional<Answer> answer) {
        if (findings.stream().anyMatch(finding -> finding.reason().equals(IssuerTrust.UNAVAILABLE)))
            return new ResponseOutcome.Unavailable(findings);
        boolean mine = checks.close(check.id(), CheckState.WAITING, CheckState.REJECTED,
                Optional.of(received.answered().requestHash()), answer, findings, Optional.empty(), clock.instant());
        return mine ? new Refused(findings) : alreadyUsed();
    }

    /** A genuine card that its issuer holds back: at the desk that is a "no" with its reason. */
    private static Optional<Answer> heldBack(Check check, List<Finding> findings) {
        if (check.question().isEmpty())
            return Optional.empty();
        List<Reason> reasons = findings.stream().<Reason>mapMulti((finding, next) -> {
            switch (finding.reason()) {
                case "credential_suspended" -> next.accept(new Reason.CredentialSuspended());
                case "credential_revoked" -> next.accept(new Reason.CredentialRevoked());
                default -> {
                    // an unknown status is no answer about the person
                }
            }
        }).toList();
        return reasons.isEmpty() ? Optional.empty() : Optional.of(new Answer.No(reasons));
    }

    static Refused alreadyUsed() {
        return Refused.because("already_used", "the request was answered before; the first answer stands");
    }
}
