package org.amana.verifier.testing;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.status.StatusListBits;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestRandom;
import tools.jackson.databind.node.ObjectNode;

/** One authority: a key, a status list, and cards as correct or as wrong as a test wants them. */
public final class TestIssuer {
    public static final String RIGHT_TO_WORK = "https://amana.example/vct/right-to-work";
    public static final String QUALIFICATION = "https://amana.example/vct/qualification";
    /** A JPEG of a few bytes; nobody looks at it. */
    public static final String PORTRAIT = "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//2Q==";
    public final TestCa ca = TestCa.root("Issuers");
    public final String id;
    public final SigningKey key;
    public final URI statusUri;
    public final StatusListBits status = StatusListBits.allValid(2, 1_024);
    private final Clock clock;
    private final AtomicLong next = new AtomicLong();

    public TestIssuer(String id, URI statusUri, Clock clock) {
        this.id = id;
        this.key = ca.issuer(id);
        this.statusUri = statusUri;
        this.clock = clock;
    }

    /** What a right to work says when nothing is limited but the time. */
    public static ObjectNode permission() {
        return StrictJson.object()
                .put("may_work", true)
                .put("from", "2026-01-01")
                .put("until", "2027-05-31")
                .put("extended_until_decision", false);
    }

    /** A right to work of that person, with status index {@link #lastIndex()}. */
    public String rightToWork(EphemeralKey holder, ObjectNode permission) {
        ObjectNode claims = StrictJson.object();
        claims.set("work_permission", permission);
        claims.put("given_name", "Tesfay")
                .put("family_name", "Habte")
                .put("portrait", PORTRAIT)
                .put("document_number",
                        "RTW-000421");
        return issue(payload(RIGHT_TO_WORK, claims, holder));
    }

    public String qualification(EphemeralKey holder) {
        ObjectNode claims = StrictJson.object();
        claims.putObject("qualification")
                .put("title", "Bachelor of Nursing")
                .put("eqf_level", 6)
                .put("field", "0913")
                .put("decision", "recognised")
                .put("regulated_profession", true);
        claims.put("given_name", "Tesfay").put("family_name", "Habte").put("grades", "very good").put("country", "ER");
        return issue(payload(QUALIFICATION, claims, holder));
    }

    /** A guardian's card. */
    public String mandate(EphemeralKey holder, String scope, Optional<LocalDate> until) {
        ObjectNode claims = StrictJson.object().put("guardian_reference", "mYk3mYk3mYk3mYk3mYk3mYk3");
        ObjectNode mandate = claims.putObject("mandate");
        mandate.putArray("scope").add(scope);
        until.ifPresent(day -> mandate.put("until", day.toString()));
        return issue(payload(GuardianMandate.VCT, claims, holder));
    }

    public SdJwtVcPayload payload(String vct, ObjectNode claims, EphemeralKey holder) {
        Instant today = clock.instant().truncatedTo(java.time.temporal.ChronoUnit.DAYS);
        return SdJwtVcPayload.of(vct, claims)
                .withIssuer(id)
                .withValidity(today, today.plus(Duration.ofDays(14)))
                .withHolderKey(holder.publicJwk())
                .withStatus(new StatusReference(statusUri, next.incrementAndGet()));
    }

    public String issue(SdJwtVcPayload payload) {
        return new SdJwtVcIssuer(TestRandom.seeded()).issue(payload, key);
    }

    public long lastIndex() {
        return next.get();
    }

    /** The status list as published now. */
    public String statusList(Duration timeToLive, Duration validFor) {
        return StatusListToken.sign(key, statusUri, status, clock.instant(), timeToLive, validFor);
    }
}
