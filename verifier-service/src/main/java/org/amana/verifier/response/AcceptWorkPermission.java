package org.amana.verifier.response;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.problem.Finding;
import org.amana.support.settings.AmanaProperties;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.WorkPermission;
import org.amana.verifier.answer.WorkPermissionJson;
import org.amana.verifier.match.PeopleToMatch;
import org.amana.verifier.match.Person;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Check;
import org.amana.verifier.request.CheckState;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.RequestProperties;
import org.amana.verifier.request.StoredRequestObject;
import org.amana.verifier.request.Token;
import org.amana.verifier.response.ResponseOutcome.Accepted;
import org.amana.verifier.response.ResponseOutcome.Refused;
import org.amana.verifier.verification.PresentationVerdict;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A presentation that answers a job question: the rule is run at once, so that of the permission only the answer is
 * kept, and name and portrait wait, sealed, for the match.
 */
@Service
public class AcceptWorkPermission {
    private final Checks checks;
    private final PeopleToMatch people;
    private final RequestProperties properties;
    private final Clock clock;
    private final RandomGenerator random;
    private final URI baseUrl;

    AcceptWorkPermission(Checks checks, PeopleToMatch people, RequestProperties properties, Clock clock,
            RandomGenerator random, AmanaProperties amana) {
        this.checks = checks;
        this.people = people;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
        this.baseUrl = amana.baseUrl();
    }

    @Transactional
    ResponseOutcome accept(Organisation organisation, Check check, StoredRequestObject answered,
                           PresentationVerdict.Verified verified) {
        Instant now = clock.instant();
        CredentialQuery asked = answered.query().credentials().getFirst();
        ObjectNode claims = verified.askedClaims(asked);
        Optional<WorkPermission> permission = WorkPermissionJson.read(claims.path("work_permission"));
        if (permission.isEmpty())
            return unreadable(check, answered, now);
        Answer answer = organisation.answerRule()
                .answer(check.question().orElseThrow(), permission.get(),
                        LocalDate.ofInstant(now, organisation.zone()));
        Optional<String> code = check.browserSession().map(session -> Token.fresh(random));
        boolean mine = checks.receive(check.id(), code.isPresent() ? CheckState.RETURNING : CheckState.MATCH,
                answered.requestHash(), answer, code.map(Token::hash), now.plus(properties.matchTime()), now);
        if (!mine)
            return AcceptResponse.alreadyUsed();
        people.keep(check, Person.of(claims));
        return new Accepted(code.map(value -> returnAddress(check, value)));
    }

    private ResponseOutcome unreadable(Check check, StoredRequestObject answered, Instant now) {
        var findings = List.of(new Finding("malformed_claims", "work_permission does not hold what its schema says"));
        boolean mine = checks.close(check.id(), CheckState.WAITING, CheckState.REJECTED,
                Optional.of(answered.requestHash()), Optional.empty(), findings, Optional.empty(), now);
        return mine ? new Refused(findings) : AcceptResponse.alreadyUsed();
    }

    /** Made of our own address and code alone: nothing a wallet sends can turn it elsewhere. */
    private URI returnAddress(Check check, String code) {
        return URI.create(
                baseUrl + "/" + check.organisation() + "/return/" + check.requestId() + "?response_code=" + code);
    }
}
