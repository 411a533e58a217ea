package org.amana.issuer.release;

import java.time.Clock;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.exchange.PermittedFields;
import org.amana.core.exchange.Release;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.issuer.credential.CredentialClaims;
import org.amana.issuer.permit.Departure;
import org.amana.issuer.permit.Permit;
import org.amana.issuer.permit.PermitProblem;
import org.amana.issuer.permit.Permits;
import org.amana.issuer.permit.ReleaseOrders;
import org.amana.issuer.permit.Wanted;
import org.amana.issuer.release.ReleaseTask.Accepted;
import org.amana.issuer.release.ReleaseTask.Fetched;
import org.amana.issuer.release.ReleaseTask.Known;
import org.amana.issuer.release.ReleaseTask.Permitted;
import org.amana.issuer.release.ReleaseTask.Received;
import org.amana.issuer.requester.AcceptRequest;
import org.amana.issuer.source.FetchedRow;
import org.amana.issuer.source.OfficeRegisters;
import org.amana.issuer.source.RegisterProblem;
import org.amana.issuer.subject.FindSubject;
import org.amana.issuer.subject.SubjectProblem;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The steps of the {@link ReleaseRoute}, in their order. Nothing that is fetched outlives the request. */
@Component
public class ReleaseSteps {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseSteps.class);
    /** Reasons after which nothing will be released under the record any more. */
    private static final Set<DenyReason> FINAL = Set.of(DenyReason.WITHDRAWN, DenyReason.EXPIRED, DenyReason.ERASED,
            DenyReason.NOT_GIVEN, DenyReason.GUARDIAN_WITHDRAWN);
    private final AcceptRequest requests;
    private final FindSubject subjects;
    private final Permits permits;
    private final OfficeRegisters registers;
    private final ReleaseOrders orders;
    private final AuthorityKeys keys;
    private final Clock clock;

    ReleaseSteps(AcceptRequest requests, FindSubject subjects, Permits permits, OfficeRegisters registers,
            ReleaseOrders orders, AuthorityKeys keys, Clock clock) {
        this.requests = requests;
        this.subjects = subjects;
        this.permits = permits;
        this.registers = registers;
        this.orders = orders;
        this.keys = keys;
        this.clock = clock;
    }

    /** Verifies the request and uses it up. */
    public Accepted accept(@Body Received received) {
        return new Accepted(received.authority(),
                requests.accept(received.authority(), received.compact(), received.party()));
    }

    /** Finds the person. */
    public Known subject(@Body Accepted accepted) {
        return new Known(accepted, subjects.of(accepted.authority(), accepted.request()));
    }

    /** Asks the ledger. Nothing was fetched yet, and nothing is without this. */
    public Permitted permit(@Body Known known) {
        Authority authority = known.accepted().authority();
        ReleaseRequest request = known.accepted().request();
        try {
            Permit permit = permits.take(new Wanted(authority, request.record(), request.ground().requestHash(),
                    request.requester().party(), request.requester().registration().intendedUse().id(),
                    request.categories(), every(request), known.subject().age().told(),
                    request.law().map(LawfulAccess::compact)));
            subjects.remember(authority, request, known.subject());
            return new Permitted(known, permit);
        } catch (ProblemException e) {
            forgetWhenOver(authority, request.record(), request.ground().requestHash(), e);
            throw e;
        }
    }

    /** How often the person was asked for it; a law sets no such time. */
    private static Optional<Period> every(ReleaseRequest request) {
        return request.ground() instanceof ReleaseRequest.Agreed(var answered, _, _)
                ? answered.terms().every()
                : Optional.empty();
    }

    /** Fetches the person's row from the office's own register. */
    public Fetched fetch(@Body Permitted permitted) {
        FetchedRow row = registers
                .fetch(permitted.authority(), permitted.permit().beginFetch(clock.instant()),
                        permitted.known().subject().registerNumber())
                .orElseThrow(ReleaseSteps::nothing);
        permitted.permit().requireNotWithdrawn();
        return new Fetched(permitted, row);
    }

    /** Leaves out what is not permitted, signs, and encrypts to the requester. */
    public Departure seal(@Body Fetched fetched) {
        Permitted permitted = fetched.permitted();
        Permit permit = permitted.permit();
        ReleaseRequest request = permitted.request();
        List<Release.Data> data = data(permitted.authority(), permit.order().categories(), fetched.row());
        if (data.isEmpty()) {
            throw nothing();
        }
        String release = new Release(permitted.authority().identifier().value(), request.requester().party(),
                request.id(), clock.instant(), permit.receipt(), data)
                .seal(keys.credentialKey(permitted.authority().id()), request.replyKey());
        if (release.length() > Release.MAX_BYTES) {
            throw new ProblemException(new RegisterProblem.TooLarge());
        }
        return new Departure(permit, release);
    }

    /** Ends a release that got its permit and came to nothing; what went wrong goes on to the answer. */
    public void giveUp(Exchange exchange) throws Exception {
        Exception cause = Objects.requireNonNull(
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
        ProblemException known = refusal(cause);
        try {
            Permit permit = switch (Objects.requireNonNull(exchange.getMessage().getBody())) {
                case Permitted(_, var taken) -> taken;
                case Fetched(var permitted, _) -> permitted.permit();
                case Departure(var taken, _) -> taken;
                default -> throw new IllegalStateException("no permit was taken at this step", cause);
            };
            orders.fail(permit, known == null ? "source_error" : known.problem().code());
            forgetWhenOver(permit.authority(), permit.order().record(), permit.order().requestHash(), known);
        } catch (RuntimeException e) {
            // the row stays open and is ended by the clean-up; the first fault is the one to answer
            LOG.warn("a failed release could not be ended at once: {}", e.getClass().getName());
        }
        throw known == null ? cause : known;
    }

    /** The outermost problem: what lies below it may name hosts, and other words than those of this service. */
    static @Nullable ProblemException refusal(@Nullable Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return null;
    }

    private static List<Release.Data> data(Authority authority, List<CredentialCategory> permitted, FetchedRow row) {
        var vcts = new LinkedHashSet<String>();
        permitted.forEach(category -> vcts.add(category.vct()));
        var data = new ArrayList<Release.Data>();
        for (IssuanceRules type : authority.types()) {
            String vct = type.type().vct();
            if (vcts.contains(vct) && row.columns().containsKey(type.issuedWhenPresent())) {
                ObjectNode claims = new PermittedFields(vct, permitted)
                        .of(CredentialClaims.of(type, row.columns()).all());
                if (!claims.isEmpty()) {
                    data.add(new Release.Data(vct, claims));
                }
            }
        }
        return data;
    }

    private void forgetWhenOver(Authority authority, RecordId record, RequestHash request,
                                @Nullable ProblemException e) {
        if (e != null && e.problem() instanceof PermitProblem.Denied denied && FINAL.contains(denied.reason())) {
            subjects.forget(authority, record, request);
        }
    }

    private static ProblemException nothing() {
        return new ProblemException(new SubjectProblem("the register has nothing of this person that was asked for"));
    }
}
