package org.amana.wallet.world;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.amana.core.consent.RequestHash;
import org.amana.core.consent.Views;
import org.amana.core.dcql.CredentialQuery;
import org.amana.core.dcql.DcqlQuery;
import org.amana.core.exchange.ExchangeTerms;
import org.amana.core.exchange.Represented;
import org.amana.core.guardian.GuardianMandate;
import org.amana.core.inbox.InboxGrant;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
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
import org.amana.core.rights.RightsReceipt;
import org.amana.core.sdjwt.ClaimPath;
import org.amana.core.status.StatusListBits;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.vp.AuthorizationRequest;
import org.amana.core.vp.AuthorizationResponse;
import org.amana.core.vp.ClientId;
import org.amana.core.vp.RequestObject;
import org.amana.core.vp.RequestUriMethod;
import org.amana.core.vp.VerifierInfo;
import tools.jackson.databind.node.ObjectNode;

/** Harbour Bakery, or another: signed requests by reference, and an address for answers. */
public final class FakeVerifier extends FakeServer {

    public static final String PARTY = "harbour-bakery";
    public static final String IDENTIFIER = "LEIXG-000000AMANADEMO00042";

    private final SigningKey key;
    private final Party party;
    private final Map<String, String> objects = new ConcurrentHashMap<>();
    private volatile Reply reply = Reply.json(200, StrictJson.object());
    private volatile Reply inbox = Reply.status(201);
    private volatile Reply grants = Reply.status(204);
    private volatile Reply rightAnswer = Reply.json(200, StrictJson.object().put("state", "OPEN"));
    private volatile Function<Call, Reply> codes = _ -> Reply.status(404);
    private volatile String mediaType = "application/oauth-authz-req+jwt";

    FakeVerifier() {
        this(PARTY, "Harbour Bakery", IDENTIFIER);
    }

    /** Another party that asks the same. */
    public FakeVerifier(String party, String name, String identifier) {
        this.party = party(party, name, identifier);
        this.key = World.key(CertificateProfile.of(KeyPurpose.ACCESS, name)
                .withOrganization(name + " Lda", identifier)
                .withCountry("PT")
                .withDnsName("bakery.test"));
    }

    void reset() {
        inbox = Reply.status(201);
        grants = Reply.status(204);
        rightAnswer = Reply.json(200, StrictJson.object().put("state", "OPEN"));
        reply = Reply.json(200, StrictJson.object());
        codes = _ -> Reply.status(404);
        mediaType = "application/oauth-authz-req+jwt";
        objects.clear();
    }

    public SigningKey key() {
        return key;
    }

    /** How it takes what persons ask by right. */
    public void takesRights(int status) {
        inbox = Reply.status(status);
    }

    /** How it takes addresses of wallets. */
    public void takesAddresses(int status) {
        grants = Reply.status(status);
    }

    /** The address it got last. */
    public InboxGrant lastGrant() {
        return InboxGrant.verify(calls("POST", "/inbox").getLast().json().path("grant").stringValue());
    }

    /** What it tells a person who asked. */
    public void answersRights(RightsReceipt receipt) {
        rightAnswer = Reply.json(200, StrictJson.object().put("state", "ANSWERED").set("receipt", receipt.toJson()));
    }

    /** Where codes are brought, of this party and, at {@code /others-codes}, of another. */
    public void answersCodes(Function<Call, Reply> answer) {
        codes = answer;
    }

    /** The first who brings that code gets the link, and gets it again. */
    public void saidCode(String code, String link) {
        Map<String, String> first = new ConcurrentHashMap<>();
        answersCodes(call -> {
            String nonce = call.field("wallet_nonce");
            boolean isRight = call.path().equals("/codes") && call.field("code").equals(code)
                    && first.merge("nonce", nonce, (before, _) -> before).equals(nonce);
            return isRight
                    ? Reply.json(200, StrictJson.object().put("request", link))
                    : Reply.json(404, StrictJson.object().put("error", "invalid_code"));
        });
    }

    /** What {@code response_uri} answers. */
    public void answerWith(int status, Map<String, String> headers, String body) {
        reply = new Reply(status, headers, body);
    }

    /** A list of its own with that value in the second place, by the registrar. */
    public StatusReference status(int value) {
        return status(value, World.registrar());
    }

    /** The same by somebody else. */
    public StatusReference status(int value, SigningKey signer) {
        URI uri = url("/statuses/" + UUID.randomUUID());
        StatusListBits bits = StatusListBits.allValid(1, 8);
        bits.set(1, value);
        objects.put(uri.getPath(), StatusListToken.sign(signer, uri, bits, World.now(), Duration.ofMinutes(1),
                Duration.ofHours(1)));
        return new StatusReference(uri, 1);
    }

    public void serveRequestsAs(String type) {
        mediaType = type;
    }

    /** The posts to {@code response_uri}. */
    public List<Call> posts() {
        return calls("POST", "/responses/");
    }

    /** The right-to-work check: a legal duty, nothing kept. */
    public Request check() {
        return new Request(CHECK, World.WORK, List.of("work_permission", "given_name"), Optional.empty());
    }

    /** The diploma on file: consent, six months. */
    public Request keepDiploma() {
        return new Request(KEEP, World.QUALIFICATION, List.of("qualification", "given_name"), Optional.empty());
    }

    public Request request(String intendedUse, String vct, List<String> claims) {
        return new Request(intendedUse, vct, claims, Optional.empty());
    }

    /** The diploma is to come from the office that issued it, once a month for a hundred days. */
    public Request fetchDiploma() {
        return exchange(FETCH, diploma());
    }

    /** An exchange with one card of the diploma's type, which shows nothing but who the person is. */
    public Request exchange(String intendedUse, ExchangeTerms terms) {
        return new Request(intendedUse, World.QUALIFICATION, List.of(), Optional.of(terms));
    }

    /** The same of a person under age, whose guardian is asked after them. */
    public Request fetchDiplomaOfAYoungPerson() {
        ExchangeTerms asked = diploma();
        return exchange(FETCH, new ExchangeTerms(asked.credentialId(), asked.source(), asked.categories(),
                asked.until(), asked.every(), Optional.of(new Represented.WithGuardian())));
    }

    /** The question to a guardian after a young person answered the other one, as its link was made. */
    public Request askGuardian(Request answered) {
        return askGuardian(diploma().forGuardian("q1", RequestHash.of(answered.object()), Views.YES,
                diploma().categories()));
    }

    /** A question to a guardian with these terms. */
    public Request askGuardian(ExchangeTerms terms) {
        return new Request(FETCH, GuardianMandate.VCT, List.of("mandate", "guardian_reference"), Optional.of(terms));
    }

    /** What {@link #fetchDiploma} asks. */
    public static ExchangeTerms diploma() {
        return new ExchangeTerms("q1", World.ISSUER.id(),
                List.of(new CredentialCategory(World.QUALIFICATION,
                        List.of(List.of("qualification"), List.of("given_name")))),
                World.now().plus(Duration.ofDays(100)), Optional.of(Period.ofMonths(1)));
    }

    public static final String CHECK = """
            {"id":"check-right-to-work","party":"harbour-bakery","purpose":{"en":"Check your right to work",
            "ar":"التحقق من حقك في العمل"},"legal_basis":["eu-gdpr:A6-1-c"],
            "law_reference":"http://data.europa.eu/eli/dir/2009/52/oj","withdrawable":false,
            "refusal_consequence":{"en":"They cannot employ you"},"retention":"P0D","recipients":[],
            "credentials":[{"vct":"https://amana.example/vct/right-to-work",
            "claims":[["work_permission"],["given_name"],["family_name"],["portrait"]]}]}""";

    public static final String KEEP = """
            {"id":"keep-diploma-on-file","party":"harbour-bakery","purpose":{"en":"Keep your diploma on file"},
            "legal_basis":["eu-gdpr:A6-1-a"],"withdrawable":true,"refusal_consequence":{"en":"Nothing changes"},
            "retention":"P6M","recipients":[],"credentials":[{"vct":"https://amana.example/vct/qualification",
            "claims":[["qualification"],["given_name"],["family_name"]]}]}""";

    public static final String FETCH = """
            {"id":"fetch-diploma","party":"harbour-bakery","purpose":{"en":"Recognise your diploma",
            "ar":"الاعتراف بشهادتك"},"legal_basis":["eu-gdpr:A6-1-a"],"withdrawable":true,
            "refusal_consequence":{"en":"You bring the diploma yourself. It counts the same."},
            "retention":"P6M","recipients":[],"credentials":[{"vct":"https://amana.example/vct/qualification",
            "claims":[["qualification"],["given_name"],["family_name"]]}]}""";

    private static Party party(String id, String name, String identifier) {
        return Party.parse(StrictJson.parseObject(
                """
                        {"id":"%s","name":{"en":"%s","ar":"مخبز الميناء"},"country":"PT","kind":"employer",
                        "identifiers":["%s"],"anchors":"access"}"""
                        .formatted(id, name, identifier),
                10_000));
    }

    /** The registered use, as this party has it. */
    private IntendedUse use(String intendedUse) {
        return IntendedUse.parse(StrictJson.parseObject(intendedUse.replace(PARTY, party.id()), 10_000));
    }

    @Override
    Reply answer(Call call) {
        if (call.path().startsWith("/requests/")) {
            String object = objects.get(call.path());
            return object == null ? Reply.status(404) : Reply.text(mediaType, object);
        }
        if (objects.containsKey(call.path())) {
            return Reply.text(StatusListToken.MEDIA_TYPE, objects.get(call.path()));
        }
        if (call.path().startsWith("/rights")) {
            return call.method().equals("POST") ? inbox : rightAnswer;
        }
        if (call.path().equals("/inbox")) {
            return grants;
        }
        if (call.path().endsWith("codes")) {
            return call.method().equals("POST") ? codes.apply(call) : Reply.status(405);
        }
        return call.path().startsWith("/responses/") ? reply : Reply.status(404);
    }

    /** One request, right until a test changes it. */
    public final class Request {

        private final EphemeralKey encryption = EphemeralKey.generate();
        private final String id = UUID.randomUUID().toString();
        private final String state = "state-" + id;
        private final String nonce = "nonce-" + id;
        private final ObjectNode claims;
        private final ObjectNode header;
        private SigningKey signer = key;
        private String linkClientId = ClientId.x509Hash(key.chain().getFirst()).toString();

        private Request(String intendedUse, String vct, List<String> names, Optional<ExchangeTerms> exchange) {
            IntendedUse use = use(intendedUse);
            DcqlQuery query = DcqlQuery.of(
                    CredentialQuery.sdJwtVc("q1", vct, names.stream().map(ClaimPath::of).toList()));
            RequestObject object = new RequestObject(ClientId.x509Hash(key.chain().getFirst()),
                    url("/responses/" + id), nonce, state, query, encryption.publicJwk(),
                    List.of(VerifierInfo.registrationCertificate(registration(use, party))), exchange,
                    World.now(),
                    World.now().plus(Duration.ofMinutes(5)), Optional.empty());
            UnverifiedJws signed = UnverifiedJws.parse(object.sign(key), RequestObject.MAX_BYTES);
            claims = signed.claims().deepCopy();
            header = signed.header().deepCopy();
        }

        public String nonce() {
            return nonce;
        }

        public Request change(Consumer<ObjectNode> change) {
            change.accept(claims);
            return this;
        }

        public Request changeHeader(Consumer<ObjectNode> change) {
            change.accept(header);
            return this;
        }

        /** Registers the use for somebody else. */
        public Request registeredFor(String intendedUse, String identifier) {
            return info(registration(use(intendedUse), party(party.id(), "Harbour Bakery", identifier)));
        }

        public Request info(String registrationCertificate) {
            claims.putArray("verifier_info")
                    .addObject()
                    .put("format", "registration_cert")
                    .put("data",
                            registrationCertificate);
            return this;
        }

        /** Signs with another key; its chain goes into the header. */
        public Request signWith(SigningKey other) {
            signer = other;
            header.set("x5c", JwsSigner.header("x", other).path("x5c"));
            return this;
        }

        public Request linkSays(String clientId) {
            linkClientId = clientId;
            return this;
        }

        /** The link to scan. */
        public String link() {
            objects.put("/requests/" + id, JwsSigner.sign(signer, header, claims));
            return "openid4vp://?client_id=" + URLEncoder.encode(linkClientId, StandardCharsets.UTF_8) + "&request_uri="
                    + URLEncoder.encode(url("/requests/" + id).toString(), StandardCharsets.UTF_8);
        }

        /** The signed object, once {@link #link()} was made. */
        public String object() {
            return String.valueOf(objects.get("/requests/" + id));
        }

        /** What came to this request's address. */
        public AuthorizationResponse received() {
            Call post = calls("POST", "/responses/" + id).getLast();
            return AuthorizationResponse.receive(post.form(), encryption.privateJwk(), state);
        }

        private static String registration(IntendedUse use, Party party) {
            return RegistrationCertificate.sign(World.registrar(), party, use,
                    issue(Optional.empty(), Duration.ofHours(12)));
        }

        private static CertificateIssue issue(Optional<StatusReference> status, Duration life) {
            return new CertificateIssue(URI.create("https://register.test"), "one", status, Optional.empty(),
                    World.now().minusSeconds(60), World.now().plus(life));
        }

        /** Its registration says where its status stands. */
        public Request registeredWithStatus(StatusReference status) {
            return info(RegistrationCertificate.sign(World.registrar(), party, use(CHECK),
                    issue(Optional.of(status), Duration.ofDays(30))));
        }
    }

    /** The usual link with {@code request_uri_method} as given. */
    public static String link(URI requestUri, ClientId client) {
        return AuthorizationRequest.link(client, requestUri, RequestUriMethod.GET);
    }
}
