package org.amana.ledger;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ExchangeOutcome;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RequestHash;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CredentialCategory;
import org.amana.core.trust.DevelopmentCa;
import tools.jackson.databind.node.ObjectNode;

/** The recognition office, which releases by consent, and the bakery, which receives. */
public final class Offices {
    private final Path trustDir;
    private final SigningKey source;
    private final SigningKey requester;

    public Offices(Path trustDir) {
        this.trustDir = trustDir;
        this.source = certified(KeyPurpose.ISSUER, URI.create(Fixtures.RECOGNITION_OFFICE));
        this.requester = certified(KeyPurpose.ACCESS, URI.create("urn:amana:party:harbour-bakery"));
    }

    /** A key that the installation's authority certifies for that name. */
    public SigningKey certified(KeyPurpose purpose, URI name) {
        EphemeralKey key = EphemeralKey.generate();
        var ca = DevelopmentCa.openOrCreate(trustDir, Clock.systemUTC());
        return key.withChain(ca.certify(key.publicKey(), CertificateProfile.of(purpose, "Office").withUri(name)));
    }

    public SigningKey source() {
        return source;
    }

    public SigningKey requester() {
        return requester;
    }

    /** What a person agrees to: that the office sends the bakery the qualification, for a month. */
    public static ConsentEvent asked(ConsentEvent event) {
        return Person.with(event, event.terms()
                .from(Fixtures.RECOGNITION_OFFICE)
                .until(event.time().plus(Duration.ofDays(30))));
    }

    /** The order that fits a consent. */
    public static Order order(ConsentEvent given) {
        return new Order(given, given.requestHash(), Fixtures.RECOGNITION_OFFICE, given.terms().controller(),
                given.terms().purpose(), given.terms().categories(), Person.fresh(), Instant.now()); // the service's clock runs
    }

    /** An order in the making. */
    public record Order(ConsentEvent consent, RequestHash request, String source, String requester, String purpose,
                        List<CredentialCategory> categories, String id, Instant time) {
        public Order from(String other) {
            return new Order(consent, request, other, requester, purpose, categories, id, time);
        }

        public Order to(String other) {
            return new Order(consent, request, source, other, purpose, categories, id, time);
        }

        public Order by(String jti) {
            return new Order(consent, request, source, requester, purpose, categories, jti, time);
        }

        public Order purpose(String other) {
            return new Order(consent, request, source, requester, other, categories, id, time);
        }

        public Order at(Instant other) {
            return new Order(consent, request, source, requester, purpose, categories, id, other);
        }

        public Order answering(RequestHash other) {
            return new Order(consent, other, source, requester, purpose, categories, id, time);
        }

        public Order asking(List<List<String>> claims) {
            return new Order(consent, request, source, requester, purpose,
                    List.of(new CredentialCategory(Fixtures.QUALIFICATION, claims)), id, time);
        }

        public String sign(SigningKey key) {
            return PermitOrder.sign(key, source, id, time, consent.record(), request, requester, purpose, categories);
        }

        public ObjectNode body(SigningKey key) {
            return StrictJson.object().put("order", sign(key));
        }
    }

    /** The body that tells what became of a permit. */
    public static ObjectNode outcome(SigningKey key, String issuer, ConsentEvent consent, long permit,
                                     Optional<String> failure) {
        return outcome(key, issuer, consent, permit, failure, Instant.now()); // as above
    }

    /** The same, told at that time. */
    public static ObjectNode outcome(SigningKey key, String issuer, ConsentEvent consent, long permit,
                                     Optional<String> failure, Instant time) {
        return StrictJson.object()
                .put("outcome", ExchangeOutcome.sign(key, issuer, Person.fresh(), time, consent.record(),
                        consent.requestHash(), permit, failure));
    }
}
