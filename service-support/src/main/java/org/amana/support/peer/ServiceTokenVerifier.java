package org.amana.support.peer;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.key.Sha256;
import org.amana.core.problem.ProblemException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Checks a service token against the request it came with, and that it comes once (in PostgreSQL, for all instances). */
class ServiceTokenVerifier {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);
    private final ServiceDirectory services;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final URI self;

    ServiceTokenVerifier(ServiceDirectory services, JdbcClient jdbc, Clock clock, URI self) {
        this.services = services;
        this.jdbc = jdbc;
        this.clock = clock;
        this.self = self;
    }

    /**
     * Checks a token.
     *
     * @param path of the request, undecoded, without query
     * @throws ProblemException {@link ServiceTokenProblem}
     */
    ServiceCaller verify(String token, String method, String path, byte[] body) {
        UnverifiedJws jws;
        try {
            jws = UnverifiedJws.parse(token, ServiceToken.MAX_BYTES);
        } catch (ProblemException e) {
            throw new ProblemException(new ServiceTokenProblem.Invalid(e.problem().detail()), e);
        }
        ServiceDirectory.Entry entry = services.find(text(jws.claims(), "iss"))
                .orElseThrow(() -> invalid("iss is not a listed service"));
        ObjectNode claims;
        try {
            claims = jws.verify(entry.key(), ServiceToken.TYP).claims();
        } catch (ProblemException e) {
            throw new ProblemException(new ServiceTokenProblem.Invalid(e.problem().detail()), e);
        }
        checkRequest(claims, method, path, body);
        checkTime(claims);
        spend(claims);
        return entry.caller();
    }

    private void checkRequest(ObjectNode claims, String method, String path, byte[] body) {
        expect(claims, "aud", self.toString());
        expect(claims, "htm", method);
        expect(claims, "htu", self + path);
        expect(claims, "digest", ServiceToken.digest(body));
    }

    private static void expect(ObjectNode claims, String name, String expected) {
        byte[] came = text(claims, name).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(came, expected.getBytes(StandardCharsets.UTF_8))) {
            throw new ProblemException(new ServiceTokenProblem.OtherRequest(name + " does not fit this request"));
        }
    }

    private void checkTime(ObjectNode claims) {
        if (!claims.path("iat").isIntegralNumber() || !claims.path("exp").isIntegralNumber()) {
            throw invalid("iat and exp expected in seconds");
        }
        Instant now = clock.instant();
        Instant issued = Instant.ofEpochSecond(claims.path("iat").longValue());
        Instant expires = Instant.ofEpochSecond(claims.path("exp").longValue());
        if (expires.isAfter(issued.plus(ServiceToken.LIFETIME)) || issued.isAfter(now.plus(CLOCK_TOLERANCE))
                || !expires.plus(CLOCK_TOLERANCE).isAfter(now)) {
            throw new ProblemException(new ServiceTokenProblem.Expired());
        }
    }

    private void spend(ObjectNode claims) {
        String jti = text(claims, "jti");
        if (jti.length() < 16 || jti.length() > 64) {
            throw invalid("jti of 16 to 64 characters expected");
        }
        byte[] id = Sha256.of((text(claims, "iss") + " " + jti).getBytes(StandardCharsets.UTF_8));
        Instant now = clock.instant();
        int fresh = jdbc.sql("insert into service_token_seen (id, forget_at) values (?, ?) on conflict do nothing")
                .params(id,
                        now.plus(ServiceToken.LIFETIME).plus(CLOCK_TOLERANCE.multipliedBy(2)).atOffset(ZoneOffset.UTC))
                .update();
        if (fresh == 0) {
            throw new ProblemException(new ServiceTokenProblem.Replayed());
        }
        // one call in 256 sweeps, so that the table stays as small as the last minutes
        if (id[0] == 0) {
            jdbc.sql("delete from service_token_seen where forget_at < ?").param(now.atOffset(ZoneOffset.UTC)).update();
        }
    }

    private static String text(ObjectNode claims, String name) {
        return claims.path(name).asString("");
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new ServiceTokenProblem.Invalid(detail));
    }
}
