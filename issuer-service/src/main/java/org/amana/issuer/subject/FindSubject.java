package org.amana.issuer.subject;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.TypeMetadataSource;
import org.amana.core.sdjwt.VerifiedSdJwtVc;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.credential.Credentials;
import org.amana.issuer.guardian.JudgeAge;
import org.amana.issuer.guardian.Ward;
import org.amana.issuer.source.Person;
import org.amana.issuer.source.PersonId;
import org.amana.issuer.source.PersonRegister;
import org.amana.issuer.source.RegisterColumn;
import org.amana.support.trust.TrustListSource;
import org.springframework.stereotype.Component;

/**
 * Finds the person of a release request: from the card they showed, which must be one of this authority's that still
 * holds, shown to this requester for this exchange; or from what was remembered of the same consent, or of the one that
 * an access by law names.
 */
@Component
public class FindSubject {
    private final SdJwtVcVerifier verifier;
    private final TrustListSource trust;
    private final Credentials credentials;
    private final PersonRegister register;
    private final RememberedSubjects remembered;
    private final JudgeAge ages;
    private final SubjectProperties properties;

    FindSubject(ChainValidator chains, TrustListSource trust, Credentials credentials, PersonRegister register,
            RememberedSubjects remembered, JudgeAge ages, SubjectProperties properties, Clock clock) {
        this.verifier = new SdJwtVcVerifier(chains, TypeMetadataSource.ofSchemas(), clock);
        this.trust = trust;
        this.credentials = credentials;
        this.register = register;
        this.remembered = remembered;
        this.ages = ages;
        this.properties = properties;
    }

    /**
     * The person.
     *
     * @throws ProblemException {@link SubjectProblem}; {@link org.amana.issuer.guardian.MandateUnjudged}; what {@link TrustListSource#issuer} says where no trust list can
     *         be had
     */
    public Subject of(Authority authority, ReleaseRequest request) {
        PersonId id = remembered.find(authority.id(), consent(request))
                .orElseGet(() -> switch (request.ground()) {
                    case ReleaseRequest.Agreed agreed -> shown(authority, agreed);
                    case ReleaseRequest.ByLaw(var access) -> known(authority, access.known());
                });
        Person person = register.find(authority.id(), id)
                .orElseThrow(() -> unknown("the register no longer has this case"));
        return new Subject(id, person.registerNumber(),
                ages.of(authority, request.ground(), ward(authority, request, person),
                        properties.answerMaxAge()));
    }

    private Ward ward(Authority authority, ReleaseRequest request, Person person) {
        return new Ward(person.birthDate(),
                Optional.ofNullable(person.columns().get(RegisterColumn.GUARDIAN_REFERENCE.header())),
                guardian(request).flatMap(guardian -> remembered.mandate(authority.id(), consent(request), guardian)));
    }

    /** The guardian's decision, where one is enclosed. */
    private static Optional<Decision> guardian(ReleaseRequest request) {
        return request.ground() instanceof ReleaseRequest.Agreed agreed
                ? agreed.guardian().map(one -> new Decision(one.record(), one.answered().hash()))
                : Optional.empty();
    }

    private static Decision consent(ReleaseRequest request) {
        return new Decision(request.record(), request.ground().requestHash());
    }

    /** Keeps the person, and their guardian's mandate, for later releases under the same consent; called once it was found to stand. */
    public void remember(Authority authority, ReleaseRequest request, Subject subject) {
        Instant until = request.ground().until();
        remembered.remember(authority.id(), consent(request), subject.person(), until);
        guardian(request).ifPresent(guardian -> subject.age()
                .mandate()
                .ifPresent(mandate -> remembered.remember(authority.id(), consent(request), guardian, mandate)));
    }

    /** Forgets who a consent is about that no longer stands, be it the person's or their guardian's. */
    public void forget(Authority authority, RecordId record, RequestHash request) {
        remembered.forget(authority.id(), new Decision(record, request));
    }

    /** Whom an exchange was about that this person agreed to and that has not ended. */
    private PersonId known(Authority authority, LawfulAccess.Known known) {
        return remembered.find(authority.id(), new Decision(known.record(), known.requestHash()))
                .orElseThrow(() -> unknown("no exchange that still runs says whom this is about"));
    }

    private PersonId shown(Authority authority, ReleaseRequest.Agreed agreed) {
        VerifiedSdJwtVc card = verified(authority, agreed);
        if (!card.issuer().equals(Optional.of(authority.identifier().value()))) {
            throw unknown("the card is another authority's");
        }
        return card.status()
                .flatMap(status -> credentials.holder(authority, status))
                .orElseThrow(() -> unknown("the card is not one of this authority's that holds"));
    }

    private VerifiedSdJwtVc verified(Authority authority, ReleaseRequest.Agreed agreed) {
        TrustAnchors own = trust.issuer(authority.identifier().value())
                .map(issuer -> issuer.anchors())
                .orElseGet(TrustAnchors::none);
        SdJwtVcVerdict verdict = verifier.verifyPresentation(agreed.presentation(),
                Optional.of(agreed.answered().keyBinding(properties.answerMaxAge())), own);
        return switch (verdict) {
            case SdJwtVcVerdict.Verified(var card) -> card;
            case SdJwtVcVerdict.Rejected(var findings) -> throw unknown("the presentation does not hold: "
                    + String.join(", ", findings.stream().map(Finding::reason).distinct().toList()));
        };
    }

    private static ProblemException unknown(String detail) {
        return new ProblemException(new SubjectProblem(detail));
    }
}
