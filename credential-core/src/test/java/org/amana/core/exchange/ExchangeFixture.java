package org.amana.core.exchange;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.DenyReason;
import org.amana.core.consent.ExchangeEvent;
import org.amana.core.consent.Opening;
import org.amana.core.consent.PermitOrder;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Samples;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.note.LogSigner;
import org.amana.core.register.CertificateIssue;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;
import org.amana.core.register.Party;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestCertificate;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.ChainValidator;
import org.amana.core.vp.ClientId;
import org.amana.core.vp.RequestObject;

/** A municipality that fetches a diploma from a recognition office, all of it as it should be. */
final class ExchangeFixture {
    static final Instant NOW = Samples.NOON;
    static final String SOURCE = "https://issuer.example/recognition-office";
    static final String MUNICIPALITY = "LEIXG-000000AMANADEMO00077";
    static final RecordId RECORD = Samples.RECORD;
    static final CredentialCategory DIPLOMA = new CredentialCategory(Samples.QUALIFICATION,
            List.of(List.of("qualification"), List.of("given_name")));
    final TestCa requesters = TestCa.root("Requesters");
    final TestCa registrars = TestCa.root("Registrars");
    final TestCa issuers = TestCa.root("Issuers");
    final SigningKey access = access(MUNICIPALITY);
    final SigningKey source = issuers.issuer(SOURCE);
    final EphemeralKey reply = EphemeralKey.generate();
    final LogSigner log = LogSigner.generate("ledger.example/tlog", TestRandom.seeded());
    final ChainValidator chains = new ChainValidator();
    final IntendedUse use = new IntendedUse("fetch-diploma", "harbour-municipality",
            LocalizedText.english("Fetch your diploma"), List.of(IntendedUse.CONSENT), Optional.empty(), true,
            LocalizedText.english("You bring the paper"), Period.ofMonths(6), List.of(), List.of(DIPLOMA));
    final ExchangeTerms terms = new ExchangeTerms("subject", SOURCE, List.of(DIPLOMA), NOW.plus(Duration.ofDays(90)),
            Optional.empty());

    SigningKey access(String identifier) {
        return requesters.leaf(TestCertificate.leaf("Municipality")
                .organizationIdentifier(identifier)
                .extendedKeyUsage("1.0.18013.5.1.6")
                .dnsName("municipality.example"));
    }

    Requester.Trust trust() {
        return new Requester.Trust(chains, requesters.anchors(), registrars.anchors());
    }

    String registration() {
        return registration(MUNICIPALITY, use);
    }

    String registration(String identifier, IntendedUse of) {
        Party party = Party.parse(StrictJson.parseObject("""
                {"id":"harbour-municipality","kind":"authority","name":{"en":"Harbour Municipality"},"country":"XA",
                 "identifiers":["%s"],"anchors":["access"]}""".formatted(identifier), 10_000));
        return RegistrationCertificate.sign(registrars.registrar(), party, of,
                new CertificateIssue(URI.create("https://registrar.example/api"), "one", Optional.empty(),
                        Optional.empty(), NOW.minusSeconds(60), NOW.plus(Duration.ofHours(20))));
    }

    String request(SigningKey key, Optional<ExchangeTerms> asked) {
        DcqlQuery query = DcqlQuery.of(CredentialQuery.sdJwtVc("subject", Samples.QUALIFICATION, List.of()));
        ECKey encryption = new ECKey.Builder(EphemeralKey.generate().publicJwk()).keyID("k").build();
        return new RequestObject(ClientId.x509Hash(key.chain().getFirst()),
                URI.create("https://municipality.example/response"), "nonce-of-the-request", "state", query,
                encryption, List.of(), asked, NOW.minusSeconds(600), NOW.minusSeconds(300), Optional.empty())
                .sign(key);
    }

    ReleaseRequest.Asked asked() {
        return asked(SOURCE, registration(), request(access, Optional.of(terms)), List.of(DIPLOMA));
    }

    ReleaseRequest.Asked asked(String to, String registration, String request, List<CredentialCategory> categories) {
        return new ReleaseRequest.Asked(to, "AAAAAAAAAAAAAAAAAAAAA1", RECORD, registration, request,
                "eyJ.e30.AA~eyJ.e30.AA", categories);
    }

    PermitOrder order(SigningKey key, String office, CredentialCategory... categories) {
        return order(key, office, RECORD, "harbour-municipality", categories);
    }

    PermitOrder order(SigningKey key, String office, RecordId record, String requester,
                      CredentialCategory... categories) {
        return PermitOrder.verify(PermitOrder.sign(key, office, "AAAAAAAAAAAAAAAAAAAAA1", NOW, record,
                Samples.REQUEST, requester, "fetch-diploma", List.of(categories)));
    }

    ConsentReceipt permit(PermitOrder order, LogSigner by, Instant at, Optional<DenyReason> denied) {
        var event = ExchangeEvent.of(order, RelationId.of(EphemeralKey.generate().publicJwk()), at, denied);
        return Samples.receipt(Opening.make(event, TestRandom.seeded()), by);
    }

    ConsentReceipt permit() {
        return permit(order(source, SOURCE, DIPLOMA), log, NOW, Optional.empty());
    }

    Release release(ConsentReceipt permit, String claims) {
        return new Release(SOURCE, "harbour-municipality", "AAAAAAAAAAAAAAAAAAAAA1", NOW, permit,
                List.of(new Release.Data(Samples.QUALIFICATION, StrictJson.parseObject(claims, 10_000))));
    }

    PermitProof.Expected expected() {
        return new PermitProof.Expected(SOURCE, "harbour-municipality", RECORD, Samples.REQUEST, "fetch-diploma");
    }

    static RequestHash hash(String request) {
        return RequestHash.of(request);
    }
}
