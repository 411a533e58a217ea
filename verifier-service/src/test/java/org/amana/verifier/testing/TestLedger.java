package org.amana.verifier.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.AccessReview;
import org.amana.core.consent.ChainPosition;
import org.amana.core.consent.ConsentEvent;
import org.amana.core.consent.ConsentNotice;
import org.amana.core.consent.ConsentReceipt;
import org.amana.core.consent.ConsentTerms;
import org.amana.core.consent.EventKind;
import org.amana.core.consent.EventSignature;
import org.amana.core.consent.Notice;
import org.amana.core.consent.Objection;
import org.amana.core.consent.ObjectionAnswer;
import org.amana.core.consent.Opening;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RelationId;
import org.amana.core.consent.Representation;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.Represented;
import org.amana.core.json.StrictJson;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.merkle.CompactTree;
import org.amana.core.note.Checkpoint;
import org.amana.core.note.LogSigner;
import org.amana.core.note.TlogProof;
import org.amana.core.register.CertificateIssue;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import org.amana.core.register.LocalizedText;
import org.amana.core.register.Party;
import org.amana.core.register.RegistrationCertificate;
import org.amana.core.register.TrustList;
import org.amana.core.register.TrustedIssuer;
import org.amana.core.register.TrustedLedger;
import org.amana.core.rights.RightsReceipt;
import org.amana.core.rights.RightsStatement;
import org.amana.core.status.StatusReference;
import org.amana.core.testing.TestRandom;
import org.amana.core.trust.TrustAnchors;
import tools.jackson.databind.node.ObjectNode;

/** A consent ledger as far as a verifier talks to it: register, trust list, consents, erasures. */
public final class TestLedger {
    public static final RecordId RECORD = new RecordId("AAAAAAAAAAAAAAAAAAAAAA");
    /** Use for emergencies, and one that rests on a duty. */
    public static final String EMERGENCY = "reach-in-an-emergency";
    public static final String DUTY = "verify-by-law";
    private static final String PARTY = """
            {"id":"harbour-bakery","name":{"en":"Harbour Bakery"},"country":"ES","kind":"employer",
             "identifiers":["LEIXG-000000AMANADEMO00042"],"supervisor":{"name":{"en":"AEPD"},"uri":"https://dpa.example"},
             "erasure_contact":"mailto:privacy@bakery.example","notice_url":"http://localhost/harbour-bakery/notices",
             "anchors":"access","issues":[],"service":"verifier-service"}""";
    public final LogSigner log = LogSigner.generate("ledger.example/tlog", TestRandom.seeded());
    /** Of another node, trusted for consents about another authority. */
    public final LogSigner otherLog = LogSigner.generate("other-ledger.example/tlog", TestRandom.seeded());
    public final EphemeralKey noticeKey = EphemeralKey.generate();
    public final EphemeralKey otherNoticeKey = EphemeralKey.generate();
    public final EphemeralKey person = EphemeralKey.generate();
    public final EphemeralKey guardian = EphemeralKey.generate();
    /** An authority of another node. */
    public static final String ELSEWHERE = "https://beyond.example/office";
    private final WireMockServer server;
    private final WireMockServer other;
    private final SigningKey registrar;
    private final TrustAnchors registrars;
    private final Clock clock;

    TestLedger(WireMockServer server, WireMockServer other, SigningKey registrar, TrustAnchors registrars,
            Clock clock) {
        this.server = server;
        this.other = other;
        this.registrar = registrar;
        this.registrars = registrars;
        this.clock = clock;
    }

    public static IntendedUse checkRightToWork() {
        return new IntendedUse("check-right-to-work", "harbour-bakery",
                LocalizedText.english("Check whether you may do a job"),
                List.of("eu-gdpr:A6-1-c"), Optional.of("http://data.europa.eu/eli/dir/2009/52/oj"), false,
                LocalizedText.english("They may not employ you"), Period.ZERO, List.of(),
                List.of(new CredentialCategory(TestIssuer.RIGHT_TO_WORK, List.of(List.of("work_permission"),
                        List.of("given_name"), List.of("family_name"), List.of("portrait")))));
    }

    public static IntendedUse keepDiploma() {
        return new IntendedUse("keep-diploma-on-file", "harbour-bakery",
                LocalizedText.english("Keep your diploma on file"),
                List.of(IntendedUse.CONSENT), Optional.empty(), true, LocalizedText.english("Nothing changes for you"),
                Period.ofMonths(6), List.of(), List.of(new CredentialCategory(TestIssuer.QUALIFICATION,
                        List.of(List.of("qualification"), List.of("given_name"), List.of("family_name")))));
    }

    public static IntendedUse fetchDiploma() {
        return new IntendedUse("fetch-diploma", "harbour-bakery",
                LocalizedText.english("Fetch your diploma, so that you need not bring it"),
                List.of(IntendedUse.CONSENT), Optional.empty(), true, LocalizedText.english("You bring the paper"),
                Period.ofMonths(6), List.of(), List.of(new CredentialCategory(TestIssuer.QUALIFICATION,
                        List.of(List.of("qualification"), List.of("given_name"), List.of("family_name")))));
    }

    /** Nobody is asked. */
    public static IntendedUse verifyDiploma() {
        return new IntendedUse("verify-diploma-by-law", "harbour-bakery",
                LocalizedText.english("Check each year that your diploma still counts"),
                List.of("eu-gdpr:A6-1-c"), Optional.of("http://data.europa.eu/eli/dir/2005/36/oj"), false,
                LocalizedText.english("You can object"), Period.ofMonths(6), List.of(),
                List.of(new CredentialCategory(TestIssuer.QUALIFICATION, List.of(List.of("qualification")))));
    }

    /** A use that rests on these grounds of the GDPR, and on a law. */
    public static IntendedUse byLaw(String id, String... basis) {
        return new IntendedUse(id, "harbour-bakery", LocalizedText.english("Reach you in an emergency"),
                List.of(basis), Optional.of("http://data.europa.eu/eli/reg/2016/679/oj"), false,
                LocalizedText.english("You may object"), Period.ofMonths(6), List.of(), fetchDiploma().credentials());
    }

    void publish(List<TrustedIssuer> issuers) {
        Instant now = clock.instant();
        var list = new TrustList(now, now.plus(Duration.ofDays(30)), issuers, TrustAnchors.none(), registrars,
                List.of(new TrustedLedger(server.baseUrl(), log.identity(), noticeKey.publicJwk(),
                        issuers.stream().map(TrustedIssuer::id).filter(id -> !id.equals(ELSEWHERE)).toList()),
                        new TrustedLedger(other.baseUrl(), otherLog.identity(), otherNoticeKey.publicJwk(),
                                List.of(ELSEWHERE))));
        server.stubFor(get("/v1/trust-list").willReturn(jwt(list.sign(registrar))));
        for (IntendedUse use : List.of(checkRightToWork(), keepDiploma(), fetchDiploma(), verifyDiploma(),
                byLaw(EMERGENCY, "eu-gdpr:A6-1-d"), byLaw(DUTY, "eu-gdpr:A6-1-c")))
            certify(use.id(), Party.parse(StrictJson.parseObject(PARTY, 10_000)), use);
        noConsent();
        acknowledgeErasures();
        acknowledgeOutcomes();
        acknowledgeReviews();
    }

    /** Publishes a registration certificate under that id, whatever it says. */
    public void certify(String id, Party party, IntendedUse use) {
        String certificate = RegistrationCertificate.sign(registrar, party, use,
                new CertificateIssue(URI.create(server.baseUrl() + "/v1/register"), "one",
                        Optional.of(new StatusReference(URI.create(server.baseUrl() + "/status"), 0)), Optional.empty(),
                        clock.instant(), clock.instant().plus(Duration.ofDays(30))));
        server.stubFor(get("/v1/register/intended-uses/" + id + "/certificate").willReturn(jwt(certificate)));
    }

    public static Party party(String id, String identifier) {
        return Party.parse(StrictJson.parseObject(PARTY, 10_000)
                .put("id", id)
                .set("identifiers", StrictJson.array().add(identifier)));
    }

    public void noConsent() {
        server.stubFor(get(urlPathEqualTo("/v1/consents")).willReturn(WireMock.notFound()));
    }

    public void isDown() {
        server.stubFor(get(urlPathEqualTo("/v1/consents")).willReturn(aResponse().withStatus(503)));
        server.stubFor(post("/v1/erasures").willReturn(aResponse().withStatus(503)));
    }

    public void acknowledgeErasures() {
        ObjectNode entry = StrictJson.object().put("record", RECORD.value()).put("index", 9);
        entry.set("receipt", receipt(given(RequestHash.of("a.b.c")), log));
        server.stubFor(post("/v1/erasures").willReturn(WireMock.jsonResponse(StrictJson.write(entry), 201)));
    }

    /** A person's request in the log, and what the ledger says when an answer is posted. */
    public ObjectNode proof(RightsStatement statement, LogSigner signer) {
        Opening opening = statement.opening(TestRandom.seeded());
        var tree = new CompactTree();
        tree.append(opening.commitment().leafHash());
        String checkpoint = signer.sign(new Checkpoint(signer.origin(), 1, tree.root()), Instant.EPOCH.plusSeconds(1));
        return new RightsReceipt(statement, opening, new TlogProof(0, List.of(), checkpoint)).toJson();
    }

    public void acknowledgesAnswers(RightsStatement answer) {
        ObjectNode entry = StrictJson.object().put("index", 9);
        entry.set("receipt", proof(answer, log));
        server.stubFor(post("/v1/rights/answers").willReturn(WireMock.jsonResponse(StrictJson.write(entry), 201)));
    }

    /** What the ledger says when the answer to an objection is posted. */
    public void acknowledgeObjections(int status) {
        ObjectNode entry = StrictJson.object().put("record", RECORD.value()).put("index", 9);
        entry.set("receipt", receipt(given(RequestHash.of("a.b.c")), log));
        server.stubFor(post("/v1/objections/answers")
                .willReturn(WireMock.jsonResponse(StrictJson.write(entry), status)));
    }

    /** The answers to objections that were posted, oldest first. */
    public List<ObjectionAnswer> objectionAnswers() {
        return server.findAll(WireMock.postRequestedFor(urlPathEqualTo("/v1/objections/answers")))
                .stream()
                .map(sent -> ObjectionAnswer
                        .verify(StrictJson.parseObject(sent.getBody(), 100_000).path("answer").asString()))
                .toList();
    }

    public void acknowledgeReviews() {
        ObjectNode entry = StrictJson.object().put("record", RECORD.value()).put("index", 9);
        entry.set("receipt", receipt(given(RequestHash.of("a.b.c")), log));
        server.stubFor(post("/v1/reviews").willReturn(WireMock.jsonResponse(StrictJson.write(entry), 201)));
    }

    public void refuseReviews(int status, String reason) {
        server.stubFor(
                post("/v1/reviews").willReturn(WireMock.jsonResponse("{\"reason\":\"" + reason + "\"}", status)));
    }

    /** The reviews that were posted, oldest first. */
    public List<AccessReview> reviews() {
        return server.findAll(WireMock.postRequestedFor(urlPathEqualTo("/v1/reviews")))
                .stream()
                .map(sent -> AccessReview
                        .verify(StrictJson.parseObject(sent.getBody(), 100_000).path("review").asString()))
                .toList();
    }

    public void acknowledgeOutcomes() {
        ObjectNode entry = StrictJson.object().put("record", RECORD.value()).put("index", 9);
        entry.set("receipt", receipt(given(RequestHash.of("a.b.c")), log));
        server.stubFor(post(urlPathMatching("/v1/permits/[0-9]+/outcomes"))
                .willReturn(WireMock.jsonResponse(StrictJson.write(entry), 201)));
    }

    public void refuseOutcomes(int status, String body) {
        server.stubFor(post(urlPathMatching("/v1/permits/[0-9]+/outcomes"))
                .willReturn(WireMock.jsonResponse(body, status)));
    }

    /** The outcomes that were posted, oldest first, with the permit each is of. */
    public List<org.amana.core.consent.ExchangeOutcome> outcomes() {
        return server.findAll(WireMock.postRequestedFor(urlPathMatching("/v1/permits/[0-9]+/outcomes")))
                .stream()
                .map(sent -> org.amana.core.consent.ExchangeOutcome
                        .verify(StrictJson.parseObject(sent.getBody(), 100_000).path("outcome").asString()))
                .toList();
    }

    /** Who decides on these terms: a guardian has a key of their own. */
    private EphemeralKey actor(ExchangeTerms terms) {
        return terms.ward().isPresent() ? guardian : person;
    }

    /** A consent to that exchange as a person's wallet would have posted it. */
    public ConsentEvent agreed(RecordId record, RequestHash request, ExchangeTerms terms) {
        return new ConsentEvent(EventKind.GIVEN, record, actor(terms).publicJwk(), ChainPosition.first(),
                clock.instant(),
                ConsentTerms.of(fetchDiploma(), terms.categories(), "en", Optional.of(terms.until()))
                        .from(terms.source())
                        .represented(terms.represented().map(asked -> switch (asked) {
                            case Represented.WithGuardian() -> new Representation.WithGuardian(Views.YES);
                            case Represented.ForWard(var child, _) -> new Representation.ForWard(child);
                        })),
                Notice.of("May the office send …?", "en"), request);
    }

    /** A consent to that request as a person's wallet would have posted it. */
    public ConsentEvent given(RequestHash request) {
        IntendedUse use = keepDiploma();
        return new ConsentEvent(EventKind.GIVEN, RECORD, person.publicJwk(), ChainPosition.first(), clock.instant(),
                ConsentTerms.of(use, use.credentials(), "en", Optional.empty()), Notice.of("May the bakery …?", "en"),
                request);
    }

    /** The ledger answers that this consent is in that state. */
    public void answers(ConsentEvent event, String state) {
        answers(state, receipt(event, log));
    }

    public void answers(String state, ObjectNode receipt) {
        answers(RECORD, state, receipt);
    }

    public void answers(RecordId record, String state, ObjectNode receipt) {
        ObjectNode body = StrictJson.object().put("record", record.value()).put("state", state);
        body.set("receipt", receipt);
        server.stubFor(
                get(urlPathEqualTo("/v1/consents")).willReturn(WireMock.jsonResponse(StrictJson.write(body), 200)));
    }

    /** A receipt for the event as the only entry of a log. */
    public ObjectNode receipt(ConsentEvent event, LogSigner signer) {
        EphemeralKey actor = event.relation().equals(RelationId.of(guardian.publicJwk())) ? guardian : person;
        Opening opening = Opening.make(EventSignature.sign(event, actor), TestRandom.seeded());
        var tree = new CompactTree();
        tree.append(opening.commitment().leafHash());
        String checkpoint = signer.sign(new Checkpoint(signer.origin(), 1, tree.root()), Instant.EPOCH.plusSeconds(1));
        return ConsentReceipt.of(opening, new TlogProof(0, List.of(), checkpoint)).toJson();
    }

    /** The signed notice that the consent was withdrawn. */
    public ConsentNotice withdrawn(RequestHash request) {
        return withdrawn(RECORD, request);
    }

    public ConsentNotice withdrawn(RecordId record, RequestHash request) {
        return new ConsentNotice(log.origin(), "harbour-bakery", "notice-1", clock.instant(),
                EventKind.WITHDRAWN, record, request, "keep-diploma-on-file", 9);
    }

    /** The signed notice that the person objects to an access by law, with what they signed. */
    public ConsentNotice objected(RecordId record, RequestHash request, Optional<String> words) {
        String objection = Objection.sign(person, record, request, words, record.value(), clock.instant());
        return new ConsentNotice(log.origin(), "harbour-bakery", "objected-" + record.value(), clock.instant(),
                EventKind.OBJECTED, record, request, "keep-diploma-on-file", 10, Optional.of(objection));
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder jwt(String compact) {
        return aResponse().withHeader("Content-Type", "application/jwt").withBody(compact);
    }
}
