package org.amana.issuer;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.ReleaseRequest;
import org.amana.core.exchange.Represented;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.register.CertificateIssue;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.Party;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.sdjwt.KeyBindingJwt;
import org.amana.core.sdjwt.UnverifiedSdJwtVc;
import org.amana.core.status.StatusReference;
import org.amana.core.vp.ClientId;
import org.amana.core.vp.RequestObject;

/** A requester with its certificates: each request is right until a test changes one thing. */
final class Municipality {
    static final String PARTY = "harbour-municipality";
    static final String PURPOSE = "fetch-diploma";
    private static final String IDENTIFIER = "NTRXA-4711";
    final SigningKey access = access(IDENTIFIER);
    private final Clock clock;
    private final String baseUrl;

    Municipality(Clock clock, String baseUrl) {
        this.clock = clock;
        this.baseUrl = baseUrl;
    }

    static SigningKey access(String identifier) {
        return ReleaseWorld.key(CertificateProfile.of(KeyPurpose.ACCESS, "Harbour Municipality")
                .withOrganization("Harbour Municipality", identifier)
                .withDnsName("municipality.test"));
    }

    /** Asks about whoever holds that card. */
    Ask ask(Card card) {
        return new Ask(card);
    }

    /** A card and the key it is bound to. */
    record Card(String compact, EphemeralKey key) {}

    static CredentialCategory diploma(String... claims) {
        return new CredentialCategory(ReleaseWorld.QUALIFICATION,
                List.of(claims).stream().map(claim -> List.of(claim.split("\\."))).toList());
    }

    /** One request for a release. */
    final class Ask {
        final EphemeralKey reply = EphemeralKey.generate();
        final String id = UUID.randomUUID().toString();
        RecordId record = RecordId.random(new Random());
        String authority = "recognition-office";
        List<CredentialCategory> categories = List.of(diploma("qualification", "given_name"));
        Optional<StatusReference> registrationStatus = Optional.empty();
        SigningKey signer = access;
        SigningKey asker = access;
        SigningKey holder;
        Optional<String> audience = Optional.empty();
        Optional<String> signedTerms = Optional.empty();
        Optional<String> presentation = Optional.empty();
        String identifier = IDENTIFIER;
        Instant time = clock.instant();
        Instant answeredAt = clock.instant();
        Duration lasts = Duration.ofDays(90);
        Optional<java.time.Period> every = Optional.empty();
        Optional<Represented> represented = Optional.empty();
        Optional<GuardiansPart> guardian = Optional.empty();
        private final Card card;
        private final String nonce = UUID.randomUUID().toString();
        private Optional<String> requestObject = Optional.empty();

        private Ask(Card card) {
            this.card = card;
            this.holder = card.key();
        }

        /** Another try under the same consent. */
        Ask again() {
            Ask next = new Ask(card);
            next.record = record;
            next.requestObject = Optional.of(requestObject());
            next.presentation = Optional.of(presentation());
            next.categories = categories;
            next.every = every;
            next.authority = authority;
            next.represented = represented;
            next.guardian = guardian;
            return next;
        }

        String source() {
            return baseUrl + "/" + authority;
        }

        URI address() {
            return URI.create(source() + "/release");
        }

        ExchangeTerms terms() {
            return new ExchangeTerms("subject", source(),
                    List.of(diploma("qualification", "given_name", "family_name", "grades")),
                    answeredAt.plus(lasts), every, represented);
        }

        String clientId() {
            return ClientId.x509Hash(asker.chain().getFirst()).toString();
        }

        String requestObject() {
            if (requestObject.isEmpty()) {
                DcqlQuery query = DcqlQuery
                        .of(CredentialQuery.sdJwtVc("subject", ReleaseWorld.QUALIFICATION, List.of()));
                requestObject = Optional.of(new RequestObject(ClientId.x509Hash(asker.chain().getFirst()),
                        URI.create("https://municipality.test/response"), nonce, "state-" + nonce, query,
                        EphemeralKey.generate().publicJwk(), List.of(), Optional.of(terms()), answeredAt,
                        answeredAt.plusSeconds(300), Optional.empty()).sign(asker));
            }
            return requestObject.get();
        }

        String presentation() {
            return presentation.orElseGet(() -> {
                UnverifiedSdJwtVc shown = UnverifiedSdJwtVc.parse(card.compact()).select(List.of());
                String input = KeyBindingJwt.signingInput(clientId(), nonce, answeredAt, shown.sdHash(),
                        List.of(signedTerms.orElseGet(() -> terms().encode())));
                return shown.withKeyBinding(
                        JwsSigner.assemble(input, holder.sign(input.getBytes(StandardCharsets.US_ASCII))));
            });
        }

        String registration() {
            IntendedUse use = IntendedUse.parse(StrictJson.parseObject("""
                    {"id":"fetch-diploma","party":"harbour-municipality","purpose":{"en":"Recognise your diploma"},
                    "legal_basis":["eu-gdpr:A6-1-a"],"withdrawable":true,
                    "refusal_consequence":{"en":"You bring the paper"},"retention":"P6M","recipients":[],
                    "credentials":[{"vct":"https://amana.example/vct/qualification",
                    "claims":[["qualification"],["given_name"],["family_name"],["grades"]]}]}""", 10_000));
            Party party = Party.parse(StrictJson.parseObject("""
                    {"id":"harbour-municipality","name":{"en":"Harbour Municipality"},"country":"XA",
                    "kind":"authority","identifiers":["%s"],"anchors":"access"}""".formatted(identifier), 10_000));
            return RegistrationCertificate.sign(ReleaseWorld.registrar(), party, use,
                    new CertificateIssue(URI.create("https://register.test"), "one", registrationStatus,
                            Optional.empty(), clock.instant().minusSeconds(60),
                            clock.instant().plus(Duration.ofHours(12))));
        }

        String compact() {
            return ReleaseRequest.sign(signer, new ReleaseRequest.Asked(audience.orElseGet(this::source), id, record,
                    registration(), new ReleaseRequest.Enclosed.Answer(requestObject(), presentation(),
                            guardian.map(GuardiansPart::answer)),
                    categories), reply.publicJwk(), time);
        }

        ECKey replyKey() {
            return reply.privateJwk();
        }

        /** The source's own order of the same form, which a lying ledger could have entered. */
        String order(SigningKey source, String requester, List<CredentialCategory> permitted) {
            return PermitOrder.sign(source, source(), UUID.randomUUID().toString(), clock.instant(), record,
                    org.amana.core.consent.RequestHash.of(requestObject()), requester, PURPOSE, permitted);
        }
    }
}
