package org.amana.issuer;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.status.StatusListBits;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.issuer.Municipality.Card;
import org.amana.schemas.Schemas;
import tools.jackson.databind.node.ObjectNode;

/** A court that issues mandates, each with a status list of its own, which this court can make say anything. */
final class Court {
    static final String ID = "https://court.test/juvenile-court";
    /** In the trust list, for other types. */
    static final String HOSPITAL = "https://hospital.test/records";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private final Clock clock;
    private final String id;
    private final SigningKey key;

    Court(Clock clock, String id) {
        this(clock, id, ReleaseWorld.key(CertificateProfile.of(KeyPurpose.ISSUER, "Juvenile Court")
                .withOrganization("Juvenile Court", "NTRXA-COURT")
                .withUri(URI.create(id))));
    }

    Court(Clock clock, String id, SigningKey key) {
        this.clock = clock;
        this.id = id;
        this.key = key;
    }

    /** A guardian's card, and where its status stands. */
    record Mandated(Card card, StatusReference status) {}

    Mandated mandate(String reference) {
        return mandate(reference, List.of("personal_data"), Optional.empty());
    }

    Mandated mandate(String reference, List<String> scope, Optional<LocalDate> until) {
        ObjectNode claims = StrictJson.object().put("guardian_reference", reference).put("child", "Amina Haddad");
        ObjectNode mandate = claims.putObject("mandate").put("provisional", false);
        scope.forEach(mandate.putArray("scope")::add);
        until.ifPresent(day -> mandate.put("until", day.toString()));
        var status = new StatusReference(
                URI.create(ReleaseWorld.LEDGER.url() + "/v1/register/guardian-status/" + COUNT.incrementAndGet()), 3);
        EphemeralKey holder = EphemeralKey.generate();
        SdJwtVcPayload payload = SdJwtVcPayload.of(GuardianMandate.VCT, claims)
                .withIssuer(id)
                .withVctIntegrity(Schemas.type("guardian-mandate").integrity())
                .withValidity(clock.instant().minus(Duration.ofHours(1)), clock.instant().plus(Duration.ofDays(14)))
                .withHolderKey(holder.publicJwk())
                .withStatus(status);
        var mandated = new Mandated(new Card(new SdJwtVcIssuer(new SecureRandom()).issue(payload, key), holder),
                status);
        says(mandated, 0);
        return mandated;
    }

    /** Publishes that status of the mandate, good for an hour. */
    void says(Mandated mandated, int value) {
        StatusListBits bits = StatusListBits.allValid(2, 8);
        bits.set(mandated.status().index(), value);
        ReleaseWorld.LEDGER.serve(mandated.status().uri().getPath(),
                StatusListToken.sign(key, mandated.status().uri(), bits, clock.instant(), Duration.ofMinutes(1),
                        Duration.ofHours(1)));
    }

    /** Its list is away. */
    static void hides(Mandated mandated) {
        ReleaseWorld.LEDGER.serve(mandated.status().uri().getPath(), "nothing");
    }
}
