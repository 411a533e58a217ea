package org.amana.ledger.subject;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amana.core.consent.ConsentProblem;
import org.amana.core.consent.OpeningsRequest;
import org.amana.core.consent.SubjectRequest;
import org.amana.core.json.Base64Url;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests of persons, each good once. What is remembered of them for that is a digest. */
final class SubjectRequests {
    private final JdbcClient jdbc;
    private final String ledger;
    private final Clock clock;

    SubjectRequests(JdbcClient jdbc, String ledger, Clock clock) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The request in a body, which is good no more.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    SubjectRequest spend(SubjectRequest.Wish wish, byte[] body) {
        Instant now = clock.instant();
        SubjectRequest request = SubjectRequest.verify(wish, text(body), ledger, now);
        spend(request, now);
        return request;
    }

    /** The openings handed in with a body, which is good no more; refusal as above. */
    OpeningsRequest spendOpenings(byte[] body) {
        Instant now = clock.instant();
        OpeningsRequest request = OpeningsRequest.verify(text(body), ledger, now);
        spend(request.request(), now);
        return request;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.US_ASCII).strip();
    }

    private void spend(SubjectRequest request, Instant now) {
        var seen = now.atOffset(ZoneOffset.UTC);
        jdbc.sql("delete from subject_request_seen where seen_at < ?")
                .param(seen.minus(SubjectRequest.LIFETIME.multipliedBy(3)))
                .update();
        int fresh = jdbc.sql("insert into subject_request_seen (id, seen_at) values (?, ?) on conflict do nothing")
                .params(digest(request), seen)
                .update();
        if (fresh == 0) {
            throw new ProblemException(new ConsentProblem.BadMessage("this request was answered before"));
        }
    }

    private static String digest(SubjectRequest request) {
        String text = request.relation().thumbprint() + " " + request.id();
        return Base64Url.encode(Sha256.of(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
