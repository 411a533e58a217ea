package org.amana.wallet.world;

import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.amana.core.json.StrictJson;
import org.amana.core.key.CertificateProfile;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.rights.ClaimDecision;
import org.amana.core.rights.RectificationAnswer;
import org.amana.core.rights.RectificationOutcome;
import org.amana.core.rights.RectificationReceipt;
import org.amana.core.rights.RectificationRequest;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.status.StatusListBits;
import org.amana.core.status.StatusListToken;
import org.amana.core.status.StatusReference;
import org.amana.core.vci.CredentialIssuerIdentifier;
import org.amana.core.vci.KeyProofJwt;
import org.amana.schemas.Schemas;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The labour office: offers, metadata, token with DPoP nonce, nonce, credential, status list. */
public final class FakeIssuer extends FakeServer {

    /** The code that belongs to every offer. */
    public static final String TX_CODE = "493536";
    private static final int LIST_SIZE = 1000;

    private final SigningKey key;
    private final SdJwtVcIssuer credentials = new SdJwtVcIssuer(new Random(3));
    private volatile UnaryOperator<ObjectNode> metadata = UnaryOperator.identity();
    private volatile UnaryOperator<ObjectNode> serverMetadata = UnaryOperator.identity();
    private volatile UnaryOperator<ObjectNode> response = UnaryOperator.identity();
    private volatile UnaryOperator<SdJwtVcPayload> payload = UnaryOperator.identity();
    private volatile UnaryOperator<String> credential = UnaryOperator.identity();
    private volatile Consumer<ObjectNode> claims = _ -> {};
    private volatile Optional<ECKey> otherHolder = Optional.empty();
    private volatile SigningKey signer;
    private volatile int status;
    private final AtomicInteger nextIndex = new AtomicInteger();
    private volatile String nonce = "";
    private volatile int rectifications = 201;
    private volatile Optional<Instant> received = Optional.empty();
    private volatile UnaryOperator<String> receipt = UnaryOperator.identity();
    private volatile Optional<RectificationAnswer> rectified = Optional.empty();

    FakeIssuer(String name) {
        key = World.key(CertificateProfile.of(KeyPurpose.ISSUER, name).withUri(URI.create(id())));
        signer = key;
    }

    void reset() {
        metadata = UnaryOperator.identity();
        serverMetadata = UnaryOperator.identity();
        response = UnaryOperator.identity();
        payload = UnaryOperator.identity();
        credential = UnaryOperator.identity();
        claims = _ -> {};
        otherHolder = Optional.empty();
        signer = key;
        rectifications = 201;
        received = Optional.empty();
        receipt = UnaryOperator.identity();
        rectified = Optional.empty();
        status = 0;
    }

    public String id() {
        return url("/labour-office").toString();
    }

    public void changeMetadata(UnaryOperator<ObjectNode> change) {
        metadata = change;
    }

    public void changeServerMetadata(UnaryOperator<ObjectNode> change) {
        serverMetadata = change;
    }

    /** Changes the whole credential response. */
    public void changeResponse(UnaryOperator<ObjectNode> change) {
        response = change;
    }

    public void changePayload(UnaryOperator<SdJwtVcPayload> change) {
        payload = change;
    }

    /** Changes what stands on every card. */
    public void changeClaims(Consumer<ObjectNode> change) {
        claims = change;
    }

    /** Changes a credential after it was signed. */
    public void changeCredential(UnaryOperator<String> change) {
        credential = change;
    }

    /** Binds every credential to this key instead of the one that was proved. */
    public void bindTo(EphemeralKey other) {
        otherHolder = Optional.of(other.publicJwk());
    }

    public void signWith(SigningKey other) {
        signer = other;
    }

    /** The key of its cards. */
    public SigningKey key() {
        return key;
    }

    /** The status with which it answers what people hold wrong. */
    public void takesRectifications(int answer) {
        rectifications = answer;
    }

    /** When it says that it received them. */
    public void receivedAt(Instant said) {
        received = Optional.of(said);
    }

    /** Changes the signed receipt of a request. */
    public void changeReceipt(UnaryOperator<String> change) {
        receipt = change;
    }

    public void answersRectifications(RectificationAnswer answer) {
        rectified = Optional.of(answer);
    }

    /** Answers the newest request: all is corrected but the last claim, and why. */
    public void refusesLastOf(RectificationOutcome ground, String reason) {
        RectificationRequest request = RectificationRequest
                .verify(calls("POST", "/labour-office/rectifications").getLast().body());
        List<ClaimDecision> decisions = new ArrayList<>(
                request.claims().stream().map(ClaimDecision::corrected).toList());
        decisions.set(decisions.size() - 1, new ClaimDecision(request.claims().getLast(), ground, reason));
        answersRectifications(RectificationAnswer.sign(key, request, decisions, received.orElseThrow(),
                received.orElseThrow()));
    }

    /** Sets the status of everything issued: 0 valid, 1 revoked, 2 suspended. */
    public void setStatus(int value) {
        status = value;
    }

    /** An offer by value of one type. */
    public String offer(String configuration) {
        return link(offerJson(configuration));
    }

    public ObjectNode offerJson(String configuration) {
        ObjectNode offer = StrictJson.object().put("credential_issuer", id());
        offer.putArray("credential_configuration_ids").add(configuration);
        offer.putObject("grants")
                .putObject("urn:ietf:params:oauth:grant-type:pre-authorized_code")
                .put("pre-authorized_code", UUID.randomUUID().toString())
                .putObject("tx_code")
                .put("length", 6)
                .put("input_mode", "numeric");
        return offer;
    }

    public static String link(ObjectNode offer) {
        return "openid-credential-offer://?credential_offer="
                + URLEncoder.encode(StrictJson.write(offer), StandardCharsets.UTF_8);
    }

    @Override
    Reply answer(Call call) {
        return switch (call.path()) {
            case "/.well-known/openid-credential-issuer/labour-office" -> Reply.json(200, metadata.apply(metadata()));
            case "/.well-known/oauth-authorization-server/labour-office" -> Reply.json(200,
                    serverMetadata.apply(serverMetadata()));
            case "/labour-office/oauth2/token" -> token(call);
            case "/labour-office/nonce" -> {
                nonce = UUID.randomUUID().toString();
                yield Reply.json(200, StrictJson.object().put("c_nonce", nonce));
            }
            case "/labour-office/credential" -> credential(call);
            case "/labour-office/rectifications" -> Reply.json(rectifications, rectification("OPEN", call));
            case "/labour-office/rectifications/answers" -> Reply.json(200,
                    rectified.map(said -> rectification("ANSWERED", call).put("answer", said.compact()))
                            .orElseGet(() -> rectification("OPEN", call)));
            case "/labour-office/offers/x1" -> Reply.json(200, offerJson("right-to-work"));
            case "/labour-office/status/1" -> Reply.text(StatusListToken.MEDIA_TYPE, statusList());
            default -> Reply.status(404);
        };
    }

    private ObjectNode rectification(String state, Call call) {
        Instant at = received.orElseGet(World::now).truncatedTo(ChronoUnit.SECONDS);
        received = Optional.of(at); // the same each time, as of a real one
        RectificationReceipt signed = RectificationReceipt.sign(key, id(),
                RectificationRequest.verify(call.body()).digest(), at);
        return StrictJson.object()
                .put("state", state)
                .put("received_at", at.toString())
                .put("receipt", receipt.apply(signed.compact()));
    }

    private ObjectNode metadata() {
        ObjectNode json = StrictJson.object()
                .put("credential_issuer", id())
                .put("credential_endpoint",
                        id() + "/credential")
                .put("nonce_endpoint", id() + "/nonce");
        json.putObject("batch_credential_issuance").put("batch_size", 3);
        json.putArray("display").addObject().put("name", "Best Office in Town").put("locale", "en");
        ObjectNode configurations = json.putObject("credential_configurations_supported");
        for (String name : new String[]{"right-to-work", "qualification", "guardian-mandate"}) {
            ObjectNode configuration = configurations.putObject(name)
                    .put("format", "dc+sd-jwt")
                    .put("vct",
                            "https://amana.example/vct/" + name);
            configuration.putArray("cryptographic_binding_methods_supported").add("jwk");
            configuration.putObject("proof_types_supported")
                    .putObject("jwt")
                    .putArray("proof_signing_alg_values_supported")
                    .add("ES256");
        }
        return json;
    }

    private ObjectNode serverMetadata() {
        ObjectNode json = StrictJson.object()
                .put("issuer", id())
                .put("token_endpoint", id() + "/oauth2/token")
                .put("pre-authorized_grant_anonymous_access_supported", true);
        json.putArray("grant_types_supported").add("urn:ietf:params:oauth:grant-type:pre-authorized_code");
        json.putArray("dpop_signing_alg_values_supported").add("ES256");
        return json;
    }

    private Reply token(Call call) {
        if (!proofHasNonce(call)) {
            return new Reply(400, Map.of("Content-Type", "application/json", "DPoP-Nonce", "n1"),
                    "{\"error\":\"use_dpop_nonce\"}");
        }
        if (!call.form().getOrDefault("tx_code", List.of()).contains(TX_CODE)) {
            return Reply.json(400, StrictJson.object().put("error", "invalid_grant"));
        }
        return Reply.json(200, StrictJson.object().put("access_token", "token-1").put("token_type", "DPoP"));
    }

    private static boolean proofHasNonce(Call call) {
        String claims = call.headers().getOrDefault("dpop", "..").split("\\.", -1)[1];
        return new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8).contains("\"nonce\":\"n1\"");
    }

    private Reply credential(Call call) {
        if (!call.headers().getOrDefault("authorization", "").equals("DPoP token-1")) {
            return Reply.status(401);
        }
        ObjectNode json = StrictJson.object();
        ArrayNode list = json.putArray("credentials");
        try {
            for (var proof : call.json().path("proofs").path("jwt")) {
                var verified = KeyProofJwt.verify(proof.stringValue(), new CredentialIssuerIdentifier(id()),
                        Optional.empty(), World.now());
                if (!verified.nonce().value().equals(nonce)) {
                    return Reply.json(400, StrictJson.object().put("error", "invalid_nonce"));
                }
                list.addObject()
                        .put("credential",
                                credential.apply(issue(call.json().path("credential_configuration_id").stringValue(),
                                        otherHolder.orElse(verified.key()))));
            }
        } catch (ProblemException e) {
            return Reply.json(400, StrictJson.object().put("error", e.problem().code()));
        }
        return Reply.json(200, response.apply(json));
    }

    private String issue(String configuration, ECKey holder) {
        Instant today = World.now().truncatedTo(ChronoUnit.DAYS);
        String vct = "https://amana.example/vct/" + configuration;
        ObjectNode onTheCard = claims(configuration);
        claims.accept(onTheCard);
        SdJwtVcPayload plain = SdJwtVcPayload.of(vct, onTheCard).withIssuer(id());
        return credentials.issue(payload.apply(Schemas.integrity(vct)
                .map(plain::withVctIntegrity)
                .orElse(plain)
                .withValidity(today, today.plus(Duration.ofDays(14)))
                .withHolderKey(holder)
                .withStatus(
                        new StatusReference(url("/labour-office/status/1"), nextIndex.getAndIncrement() % LIST_SIZE))),
                signer);
    }

    private static ObjectNode claims(String configuration) {
        if (configuration.equals("guardian-mandate")) {
            return mandate();
        }
        ObjectNode claims = StrictJson.object().put("given_name", "Amina").put("family_name", "Rahmani");
        if (configuration.equals("right-to-work")) {
            claims.putObject("work_permission")
                    .put("may_work", true)
                    .put("from", "2026-01-01")
                    .put("until", "2027-12-31")
                    .put("extended_until_decision", false)
                    .putArray("sectors")
                    .add("10.71");
            claims.put("portrait", "data:image/png;base64,iVBORw0KGgo=").put("document_number", "LO-4711");
        } else {
            claims.putObject("qualification").put("title", "Master baker").put("eqf_level", 5);
            claims.put("country", "SY").put("institution", "Damascus");
        }
        return claims;
    }

    private static ObjectNode mandate() {
        ObjectNode claims = StrictJson.object()
                .put("guardian_reference", "mYk3-0123456789-0123456789")
                .put("case", "JC-2026-77")
                .put("court", "Juvenile Court of Porto");
        ObjectNode mandate = claims.putObject("mandate").put("until", "2099-03-01");
        mandate.putArray("scope").add("personal_data");
        return claims;
    }

    private String statusList() {
        StatusListBits bits = StatusListBits.allValid(2, LIST_SIZE);
        for (int i = 0; i < LIST_SIZE; i++) {
            bits.set(i, status);
        }
        return StatusListToken.sign(key, url("/labour-office/status/1"), bits, World.now(),
                Duration.ofSeconds(1), Duration.ofHours(1));
    }
}
