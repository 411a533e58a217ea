package org.amana.core.exchange;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.consent.LawfulAccess;
import org.amana.core.consent.RecordId;
import org.amana.core.consent.RequestHash;
import org.amana.core.jose.Jwks;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.jose.VerifiedJws;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.trust.X5c;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A requester asks the source for data under a consent or a law, signed with the key of its access certificate: there is no
 * bearer token that another could use. The answer is encrypted to a key made for this request alone.
 *
 * <pre>
 * {"typ":"amana-release-request+jwt","alg":"ES256","x5c":[…]}
 * {"aud":"https://issuer.example/recognition-office","jti":"…","iat":1795345200,"record":"…",
 *  "categories":[{"vct":"…","claims":[["qualification"]]}],"registration":"eyJ… rc-wrp+jwt",
 *  "request":"eyJ… the request object the person answered","presentation":"eyJ…~eyJ… SD-JWT+KB of the answer",
 *  "reply_key":{"kty":"EC","crv":"P-256","x":"…","y":"…"}}
 * </pre>
 *
 * Of a person under age, {@code "guardian":{"record":"…","request":"eyJ…","presentation":"eyJ…"}} comes beside. Where
 * nobody was asked, {@code "law":"eyJ… amana-lawful-access+jwt"} stands for request and presentation.
 *
 * @param id single use: 16 to 64 characters of base64url
 * @param categories at most what the ground names
 */
public record ReleaseRequest(Requester requester, String id, Instant time, RecordId record, Ground ground,
                             List<CredentialCategory> categories, ECKey replyKey) {
    public static final String TYP = "amana-release-request+jwt";
    /** Longest request. */
    public static final int MAX_BYTES = 262_144;
    /** A request is answered this long after and before its time. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final int MAX_PRESENTATION = 65_536;

    public ReleaseRequest {
        categories = List.copyOf(categories);
        if (!id.matches("[A-Za-z0-9_-]{16,64}")) {
            throw ExchangeProblem.badRequest("the jti of a request is 16 to 64 characters of base64url");
        }
        if (categories.isEmpty() || !categories.stream()
                .allMatch(asked -> ground.categories().stream().anyMatch(named -> named.covers(asked)))) {
            throw ExchangeProblem.badRequest("more is asked for than the person was asked, or the law was named for");
        }
        if (!requester.registration().intendedUse().covers(categories)) {
            throw ExchangeProblem.badRequest("more is asked for than is registered");
        }
    }

    /** Why the requester may ask. */
    public sealed interface Ground {
        /** What permits are asked for under. */
        RequestHash requestHash();

        List<CredentialCategory> categories();

        /** Nothing is asked for from then on. */
        Instant until();
    }

    /**
     * The person agreed.
     *
     * @param presentation the person's answer, not verified here: its key binding must fit
     *        {@link AnsweredRequest#keyBinding}
     * @param guardian who agreed beside a person under age
     */
    public record Agreed(AnsweredRequest answered, String presentation, Optional<Guardian> guardian)
            implements
                Ground {
        public Agreed {
            guardian.ifPresent(one -> one.requireBeside(answered));
            requirePresentation(presentation);
        }

        @Override
        public RequestHash requestHash() {
            return answered.hash();
        }

        @Override
        public List<CredentialCategory> categories() {
            return answered.terms().categories();
        }

        @Override
        public Instant until() {
            return answered.terms().until();
        }
    }

    /**
     * The guardian's part: the same terms, about the same request, answered with the card of a guardian.
     *
     * @param record that the guardian decided with
     * @param presentation not verified here, like the person's
     */
    public record Guardian(RecordId record, AnsweredRequest answered, String presentation) {
        public Guardian {
            requirePresentation(presentation);
        }

        private void requireBeside(AnsweredRequest person) {
            ExchangeTerms theirs = person.terms();
            boolean isBeside = answered.terms()
                    .ward()
                    .filter(ward -> ward.request().equals(person.hash()))
                    .isPresent() && answered.terms().source().equals(theirs.source())
                    && answered.terms().until().equals(theirs.until())
                    && answered.terms().every().equals(theirs.every());
            if (!isBeside || !theirs.isWithGuardian()) {
                throw ExchangeProblem.badRequest("the guardian was asked about another matter");
            }
        }
    }

    private static void requirePresentation(String presentation) {
        if (presentation.isEmpty() || presentation.length() > MAX_PRESENTATION) {
            throw ExchangeProblem.badRequest("the person's answer is enclosed");
        }
    }

    /** A law; that it is registered is for the ledger to say. */
    public record ByLaw(LawfulAccess access) implements Ground {
        @Override
        public RequestHash requestHash() {
            return access.requestHash();
        }

        @Override
        public List<CredentialCategory> categories() {
            return access.categories();
        }

        @Override
        public Instant until() {
            return access.until();
        }
    }

    /** The law, where the request rests on one. */
    public Optional<LawfulAccess> law() {
        return ground instanceof ByLaw(var access) ? Optional.of(access) : Optional.empty();
    }

    /**
     * What is asked for.
     *
     * @param registration registration certificate, compact
     */
    public record Asked(String source, String id, RecordId record, String registration, Enclosed enclosed,
                        List<CredentialCategory> categories) {
        public Asked {
            categories = List.copyOf(categories);
        }

        /** By consent: the request object the person answered, and the answer. */
        public Asked(String source, String id, RecordId record, String registration, String request,
                String presentation, List<CredentialCategory> categories) {
            this(source, id, record, registration, new Enclosed.Answer(request, presentation), categories);
        }
    }

    /** The request object a guardian answered, the answer, and the record of what they decided. */
    public record GuardiansAnswer(RecordId record, String request, String presentation) {}

    /** What comes with a request. */
    public sealed interface Enclosed {
        /** The request object the person answered, and the answer. */
        record Answer(String request, String presentation, Optional<GuardiansAnswer> guardian) implements Enclosed {
            /** Of a person who decides for themselves. */
            public Answer(String request, String presentation) {
                this(request, presentation, Optional.empty());
            }
        }

        /** A signed {@link LawfulAccess}. */
        record Law(String compact) implements Enclosed {}
    }

    /**
     * Writes a request.
     *
     * @param access key of the access certificate; its chain goes into the header
     * @param replyKey public half of a key made for this request
     */
    public static String sign(SigningKey access, Asked asked, ECKey replyKey, Instant time) {
        ObjectNode claims = StrictJson.object().put("aud", asked.source()).put("jti", asked.id());
        claims.put("iat", time.truncatedTo(ChronoUnit.SECONDS).getEpochSecond()).put("record", asked.record().value());
        ArrayNode array = claims.putArray("categories");
        asked.categories().forEach(category -> array.add(category.toJson()));
        claims.put("registration", asked.registration());
        switch (asked.enclosed()) {
            case Enclosed.Answer(var request, var presentation, var guardian) -> {
                claims.put("request", request).put("presentation", presentation);
                guardian.ifPresent(one -> claims.putObject("guardian")
                        .put("record", one.record().value())
                        .put("request", one.request())
                        .put("presentation", one.presentation()));
            }
            case Enclosed.Law(var compact) -> claims.put("law", compact);
        }
        claims.set("reply_key", Jwks.toMinimalJson(replyKey));
        return JwsSigner.sign(access, JwsSigner.header(TYP, access), claims);
    }

    /**
     * Reads a request that came to {@code source} at {@code now}; whether its id was used before is the caller's to see.
     *
     * @throws ProblemException {@link ExchangeProblem.BadReleaseRequest}
     */
    public static ReleaseRequest verify(String compact, Requester.Trust trust, String source, Instant now) {
        UnverifiedJws jws;
        Requester requester;
        VerifiedJws verified;
        try {
            jws = UnverifiedJws.parse(compact, MAX_BYTES);
            requester = trust.verify(jws.header().path("x5c"), jws.claims().path("registration").asString(""), now);
            verified = jws.verify(requester.access().leafKey(), TYP);
        } catch (ProblemException e) {
            throw refused(e);
        }
        ObjectNode claims = verified.claims();
        if (!claims.path("aud").asString("").equals(source)) {
            throw ExchangeProblem.badRequest("the request is for another source");
        }
        Instant time = seconds(claims.path("iat"));
        if (Duration.between(time, now).abs().compareTo(LIFETIME) > 0) {
            throw ExchangeProblem.badRequest("the request is older than a minute, or a clock is wrong");
        }
        try {
            var record = new RecordId(claims.path("record").asString(""));
            return new ReleaseRequest(requester, claims.path("jti").asString(""), time, record,
                    claims.has("law") ? byLaw(claims, requester, source, record) : agreed(claims, requester, source),
                    CredentialCategory.parseAll(claims.path("categories")),
                    Jwks.parsePublicEcKey(claims.path("reply_key")));
        } catch (ProblemException e) {
            throw refused(e);
        }
    }

    private static Ground agreed(ObjectNode claims, Requester requester, String source) {
        AnsweredRequest answered = AnsweredRequest.verify(claims.path("request").asString(""), requester);
        if (!answered.terms().source().equals(source)) {
            throw ExchangeProblem.badRequest("the person was asked about another source");
        }
        return new Agreed(answered, claims.path("presentation").asString(""),
                claims.path("guardian") instanceof ObjectNode guardian
                        ? Optional.of(new Guardian(new RecordId(guardian.path("record").asString("")),
                                AnsweredRequest.verify(guardian.path("request").asString(""), requester),
                                guardian.path("presentation").asString("")))
                        : Optional.empty());
    }

    private static Ground byLaw(ObjectNode claims, Requester requester, String source, RecordId record) {
        if (claims.has("request") || claims.has("presentation") || claims.has("guardian")) {
            throw ExchangeProblem.badRequest("a request rests on the person's answer or on a law, not on both");
        }
        LawfulAccess access = LawfulAccess.verify(claims.path("law").asString(""));
        boolean isOurs = X5c.organizationIdentifier(access.chain().getFirst())
                .equals(X5c.organizationIdentifier(requester.access().leaf()));
        if (!isOurs || !access.requester().equals(requester.party())) {
            throw ExchangeProblem.badRequest("the law was named by another party");
        }
        if (!access.source().equals(source) || !access.record().equals(record)) {
            throw ExchangeProblem.badRequest("the law was named for another source or record");
        }
        if (!access.isAsRegistered(requester.registration().intendedUse())) {
            throw ExchangeProblem.badRequest("basis and law are not those of the registration");
        }
        return new ByLaw(access);
    }

    private static Instant seconds(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()
                || Math.abs(value.longValue()) > 253_402_300_799L) {
            throw ExchangeProblem.badRequest("claim iat is a time in seconds");
        }
        return Instant.ofEpochSecond(value.longValue());
    }

    private static ProblemException refused(ProblemException e) {
        return e.problem() instanceof ExchangeProblem.BadReleaseRequest
                ? e
                : new ProblemException(
                        new ExchangeProblem.BadReleaseRequest("the request does not hold: " + e.problem().detail()), e);
    }
}
