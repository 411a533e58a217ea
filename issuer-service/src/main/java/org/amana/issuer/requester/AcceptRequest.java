package org.amana.issuer.requester;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.exchange.ExchangeProblem;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.exchange.Requester;
import org.amana.core.http.HttpPeer;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.register.TrustList;
import org.amana.core.status.StatusReference;
import org.amana.core.status.StatusValue;
import org.amana.core.trust.ChainValidator;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.replay.SingleUse;
import org.amana.support.trust.StatusListCopies;
import org.amana.support.trust.TrustListSource;
import org.springframework.stereotype.Component;

/** Verifies a release request, uses it up, and asks whether the requester's registration still stands. */
@Component
public class AcceptRequest {
    private final TrustListSource trust;
    private final ChainValidator chains;
    private final SingleUse singleUse;
    private final StatusListCopies statusLists;
    private final Clock clock;

    AcceptRequest(TrustListSource trust, ChainValidator chains, SingleUse singleUse, HttpPeer peer, Clock clock) {
        this.trust = trust;
        this.chains = chains;
        this.singleUse = singleUse;
        this.statusLists = new StatusListCopies(peer, chains, clock);
        this.clock = clock;
    }

    /**
     * The request.
     *
     * @param party who alone may ask the way it came
     * @throws ProblemException {@link ExchangeProblem.BadReleaseRequest}, {@link RequesterProblem}
     */
    public ReleaseRequest accept(Authority authority, String compact, Optional<String> party) {
        Instant now = clock.instant();
        TrustList list = trustList();
        ReleaseRequest request = ReleaseRequest.verify(compact,
                new Requester.Trust(chains, list.requesters(), list.registrars()), authority.identifier().value(),
                now);
        if (party.filter(named -> !named.equals(request.requester().party())).isPresent()) {
            throw new ProblemException(
                    new ExchangeProblem.BadReleaseRequest("the request came by the topic of another requester"));
        }
        requireTypesOf(authority, request);
        useUp(authority, request);
        requireStanding(request.requester().registration());
        return request;
    }

    private TrustList trustList() {
        try {
            return trust.current();
        } catch (ProblemException e) {
            throw new ProblemException(
                    new RequesterProblem.Unjudged("no trust list can be had: " + e.problem().code()), e);
        }
    }

    private static void requireTypesOf(Authority authority, ReleaseRequest request) {
        boolean isOurs = request.categories()
                .stream()
                .map(CredentialCategory::vct)
                .allMatch(vct -> authority.types().stream().anyMatch(type -> type.type().vct().equals(vct)));
        if (!isOurs) {
            throw new ProblemException(
                    new ExchangeProblem.BadReleaseRequest("data are asked for that this authority does not have"));
        }
    }

    private void useUp(Authority authority, ReleaseRequest request) {
        // ids are the requester's own: another's request with the same id is another request
        String use = authority.id() + " " + request.requester().registration().identifier() + " " + request.id();
        if (!singleUse.use(SingleUse.Kind.RELEASE, use, request.time().plus(ReleaseRequest.LIFETIME))) {
            throw new ProblemException(new RequesterProblem.Replayed());
        }
    }

    /** ETSI TS 119 475 V1.2.1 clause 6.2.6.2; a certificate without status lives a day at most. */
    private void requireStanding(RegistrationCertificate registration) {
        Optional<StatusReference> status = registration.status();
        if (status.isEmpty()) {
            return;
        }
        Optional<StatusValue> value;
        try {
            value = statusLists.status(status.get(), trust::registrars);
        } catch (ProblemException e) {
            throw new ProblemException(new RequesterProblem.Unjudged("the registration's status cannot be read"), e);
        }
        if (value.isEmpty()) {
            throw new ProblemException(new RequesterProblem.Unjudged("the registration's status cannot be had now"));
        }
        if (value.get() != StatusValue.VALID) {
            throw new ProblemException(new RequesterProblem.CertificateEnded());
        }
    }
}
