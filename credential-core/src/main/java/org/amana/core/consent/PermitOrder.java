package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A source asks its ledger for leave to release data once, signed with the key of its certificate.
 *
 * <pre>
 * {"typ":"amana-permit-order+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"https://issuer.example/recognition-office","jti":"…","iat":1795345200,"record":"…","request_hash":"…",
 *  "requester":"harbour-municipality","purpose":"recognise-diploma",
 *  "categories":[{"vct":"…","claims":[["qualification"]]}],"every":"P1M",
 *  "age":{"minor":true,"guardian":{"record":"…","request_hash":"…","until":1803859200}}}
 * </pre>
 *
 * Only {@link #verify} makes one to rely on: the signature matches the certificate that came with it. Whether that
 * certificate is the source's is for the caller, who has the anchors, see {@link #chain()}.
 *
 * @param source identifier of the authority that holds the data
 * @param id single use: 16 to 64 characters of base64url
 * @param categories what is to be released
 * @param every time between two deliveries, as the person was asked; absent for once
 * @param age what the source knows of the person's age; absent where it knows nothing and nobody said
 */
public record PermitOrder(String source, String id, Instant time, RecordId record, RequestHash requestHash,
                          String requester, String purpose, List<CredentialCategory> categories, Optional<Period> every,
                          Optional<PersonsAge> age, String compact, List<X509Certificate> chain)
        implements
            ExchangeStatement {
    public static final String TYP = "amana-permit-order+jwt";
    /** Clocks of the requester, which waits for its time, and of the ledger may differ by so much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    public PermitOrder {
        categories = List.copyOf(categories);
        chain = List.copyOf(chain);
        StatementJws.requireId(id);
        if (categories.isEmpty()) {
            throw ConsentProblem.badMessage("an order names the categories of data");
        }
    }

    /**
     * Writes an order.
     *
     * @param source key of the authority; its chain goes into the header
     */
    public static String sign(SigningKey source, String identifier, String id, Instant time, RecordId record,
                              RequestHash requestHash, String requester, String purpose,
                              List<CredentialCategory> categories) {
        return sign(source, identifier, id, time, record, requestHash, requester, purpose, categories,
                Optional.empty(), Optional.empty());
    }

    /** Writes an order of a series. */
    public static String sign(SigningKey source, String identifier, String id, Instant time, RecordId record,
                              RequestHash requestHash, String requester, String purpose,
                              List<CredentialCategory> categories, Optional<Period> every) {
        return sign(source, identifier, id, time, record, requestHash, requester, purpose, categories, every,
                Optional.empty());
    }

    /** Writes an order about a person whose age may matter; parameters as above. */
    public static String sign(SigningKey source, String identifier, String id, Instant time, RecordId record,
                              RequestHash requestHash, String requester, String purpose,
                              List<CredentialCategory> categories, Optional<Period> every,
                              Optional<PersonsAge> age) {
        ObjectNode claims = StatementJws.claims(identifier, id, time, record, requestHash);
        claims.put("requester", requester).put("purpose", purpose);
        ArrayNode array = claims.putArray("categories");
        categories.forEach(category -> array.add(category.toJson()));
        every.ifPresent(period -> claims.put("every", period.toString()));
        age.ifPresent(known -> known.write(claims));
        return JwsSigner.sign(source, JwsSigner.header(TYP, source), claims);
    }

    /**
     * Reads an order and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static PermitOrder verify(String compact) {
        try {
            StatementJws read = StatementJws.read(compact, TYP);
            MessageClaims claims = read.claims();
            return new PermitOrder(claims.text("iss"), claims.text("jti"), claims.seconds("iat"), claims.record(),
                    claims.requestHash(), claims.text("requester"), claims.text("purpose"),
                    CredentialCategory.parseAll(claims.claims().path("categories")), every(claims),
                    PersonsAge.read(claims.claims()), compact,
                    read.chain());
        } catch (ProblemException e) {
            throw MessageClaims.refused("the order does not hold", e);
        }
    }

    /** Whether a series is not due yet, of which the last permit was given then. */
    public boolean isEarly(Instant last, Instant now) {
        return every.map(period -> last.atZone(ZoneOffset.UTC).plus(period).toInstant())
                .filter(due -> now.plus(TOLERANCE).isBefore(due))
                .isPresent();
    }

    private static Optional<Period> every(MessageClaims claims) {
        if (!claims.claims().has("every")) {
            return Optional.empty();
        }
        try {
            Period every = Period.parse(claims.text("every"));
            if (every.isZero() || every.isNegative()) {
                throw ConsentProblem.badMessage("claim every is a time that passes");
            }
            return Optional.of(every);
        } catch (DateTimeParseException e) {
            throw ConsentProblem.badMessage("claim every is an ISO 8601 period");
        }
    }

    @Override
    public String issuer() {
        return source;
    }
}
