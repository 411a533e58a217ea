package org.amana.core.status;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.amana.core.jose.JoseProblem;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.json.Base64Url;
import org.amana.core.json.StrictJson;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.amana.core.trust.ValidatedChain;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Status List Token in JWT form (draft-ietf-oauth-status-list-20 section 5.1), media type
 * {@code application/statuslist+jwt}.
 *
 * <pre>
 * {"alg":"ES256","typ":"statuslist+jwt","x5c":[…]} .
 * {"sub":"https://…/status/1","iat":…,"exp":…,"ttl":300,"status_list":{"bits":2,"lst":"eNo…"}}
 * </pre>
 */
public final class StatusListToken {
    public static final String TYP = "statuslist+jwt";
    public static final String MEDIA_TYPE = "application/statuslist+jwt";
    /** Largest accepted token, in bytes. */
    public static final int MAX_TOKEN_BYTES = 4 * 1024 * 1024;
    /** Largest accepted inflated list: 2^25 entries of 4 bits, or 2^27 of one. */
    public static final int MAX_LIST_BYTES = 16 * 1024 * 1024;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private StatusListToken() {}

    /**
     * Signs the list.
     *
     * @param key with a chain to an anchor for {@link KeyPurpose#STATUS}
     * @param uri where the list is published; becomes {@code sub}
     * @param timeToLive how long a copy may be kept before it is fetched again, in whole seconds
     * @param validFor until {@code exp}: how long a copy serves when nothing newer can be fetched
     */
    public static String sign(SigningKey key, URI uri, StatusListBits bits, Instant issuedAt, Duration timeToLive,
                              Duration validFor) {
        if (timeToLive.toSeconds() < 1 || validFor.compareTo(timeToLive) < 0) {
            throw new IllegalArgumentException("ttl must be at least a second and not longer than the validity");
        }
        ObjectNode claims = StrictJson.object()
                .put("sub", uri.toString())
                .put("iat", issuedAt.getEpochSecond())
                .put("exp", issuedAt.plus(validFor).getEpochSecond())
                .put("ttl", timeToLive.toSeconds());
        claims.putObject("status_list").put("bits", bits.bits()).put("lst", Base64Url.encode(bits.compress()));
        return JwsSigner.sign(key, JwsSigner.header(TYP, key), claims);
    }

    /**
     * Parses and verifies what was fetched.
     *
     * @throws ProblemException {@link StatusProblem} alone
     */
    public static VerifiedStatusList verify(String compact, URI expectedUri, ChainValidator chains,
                                            TrustAnchors anchors, Instant now) {
        UnverifiedJws token;
        try {
            token = UnverifiedJws.parse(compact, MAX_TOKEN_BYTES);
        } catch (ProblemException e) {
            throw new ProblemException(new StatusProblem.Malformed(e.problem().detail()), e);
        }
        return verify(token, expectedUri, chains, anchors, now);
    }

    /**
     * Runs the steps of section 8.3 in their order.
     *
     * @param expectedUri {@code uri} of the credential's status claim
     * @param anchors believed for status lists
     * @throws ProblemException {@link StatusProblem} alone
     */
    public static VerifiedStatusList verify(UnverifiedJws token, URI expectedUri, ChainValidator chains,
                                            TrustAnchors anchors, Instant now) {
        if (!token.typ().equals(TYP)) {
            throw new ProblemException(new StatusProblem.BadTyp("typ of the status list is not " + TYP));
        }
        ValidatedChain chain = requireTrusted(token, chains, anchors, now);
        ObjectNode claims = token.claims();
        if (!claims.path("sub").asString("").equals(expectedUri.toString())) {
            throw new ProblemException(
                    new StatusProblem.SubMismatch("sub of the status list is not the address it was fetched for"));
        }
        Instant issuedAt = time(claims, "iat").orElseThrow(() -> malformed("iat is missing"));
        if (issuedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
            throw malformed("iat is in the future");
        }
        Optional<Instant> expiresAt = time(claims, "exp");
        if (expiresAt.isPresent() && !now.isBefore(expiresAt.get())) {
            throw new ProblemException(new StatusProblem.TokenExpired("the status list has expired"));
        }
        return new VerifiedStatusList(expectedUri, bits(claims.path("status_list")), issuedAt, expiresAt,
                seconds(claims, "ttl").map(Duration::ofSeconds), chain);
    }

    private static ValidatedChain requireTrusted(UnverifiedJws token, ChainValidator chains, TrustAnchors anchors,
                                                 Instant now) {
        try {
            ValidatedChain chain = chains.validate(token.parameters()
                    .x5c()
                    .orElseThrow(() -> new ProblemException(new StatusProblem.Untrusted("x5c is missing"))), anchors,
                    KeyPurpose.STATUS, now);
            token.verify(chain.leafKey(), TYP);
            return chain;
        } catch (ProblemException e) {
            if (e.problem() instanceof StatusProblem) {
                throw e;
            }
            String what = e.problem() instanceof JoseProblem ? "signature: " : "certificates: ";
            throw new ProblemException(
                    new StatusProblem.Untrusted(what + e.problem().code() + ", " + e.problem().detail()), e);
        }
    }

    private static StatusListBits bits(JsonNode statusList) {
        if (!statusList.isObject()) {
            throw malformed("status_list is missing");
        }
        JsonNode bits = statusList.path("bits");
        if (!bits.isIntegralNumber() || !bits.canConvertToInt()) {
            throw new ProblemException(new StatusProblem.BadBits("bits must be an integer"));
        }
        // before inflating: a wrong width must not cost 16 MiB
        StatusListBits.of(bits.intValue(), new byte[1]);
        JsonNode lst = statusList.path("lst");
        if (!lst.isString()) {
            throw new ProblemException(new StatusProblem.BadList("lst must be a string"));
        }
        byte[] zlib;
        try {
            zlib = Base64Url.decode(lst.stringValue());
        } catch (ProblemException e) {
            throw new ProblemException(new StatusProblem.BadList("lst is not base64url without padding"), e);
        }
        return StatusListBits.inflate(bits.intValue(), zlib, MAX_LIST_BYTES);
    }

    private static Optional<Instant> time(ObjectNode claims, String name) {
        return seconds(claims, name).map(Instant::ofEpochSecond);
    }

    /** NumericDate and ttl as whole seconds up to the year 9999; fractions are refused. */
    private static Optional<Long> seconds(ObjectNode claims, String name) {
        JsonNode value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() <= 0
                || value.longValue() > 253_402_300_799L) {
            throw malformed(name + " must be a positive number of seconds");
        }
        return Optional.of(value.longValue());
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new StatusProblem.Malformed(detail));
    }
}
