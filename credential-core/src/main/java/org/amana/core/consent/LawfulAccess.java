package org.amana.core.consent;

import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.json.StrictJson;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.CredentialCategory;
import org.amana.core.register.IntendedUse;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An office names the law by which it asks a source for data about a person, without asking for consent; signed with the
 * key of its access certificate. It says nothing about whether that law is registered: a permit does.
 *
 * <pre>
 * {"typ":"amana-lawful-access+jwt","alg":"ES256","x5c":[…]}
 * {"iss":"harbour-municipality","jti":"…","iat":1795345200,"record":"…","known":{"record":"…","request_hash":"…"},
 *  "source":"https://issuer.example/recognition-office","purpose":"verify-diploma-by-law",
 *  "legal_basis":["eu-gdpr:A6-1-c"],"law_reference":"http://data.europa.eu/eli/dir/2005/36","retention":"P6M",
 *  "until":"2027-05-22T00:00:00Z","categories":[{"vct":"…","claims":[["qualification"]]}]}
 * </pre>
 *
 * Only {@link #verify} makes one to rely on, as with {@link PermitOrder}.
 *
 * @param requester id of the party in the register
 * @param id single use: 16 to 64 characters of base64url
 * @param record a fresh one, under which permits are asked for
 * @param known an exchange the person agreed to before, with this requester and this source: whom it is about
 * @param until nothing is permitted from then on, whole seconds
 * @param emergency of an access that rests on vital interests (Art. 6(1)(d)), and of no other
 */
public record LawfulAccess(String requester, String id, Instant time, RecordId record, Known known, String source,
                           String purpose, List<String> legalBasis, String lawReference, Period retention,
                           Instant until, List<CredentialCategory> categories, Optional<Emergency> emergency,
                           String compact, List<X509Certificate> chain)
        implements
            ExchangeStatement {
    public static final String TYP = "amana-lawful-access+jwt";
    private static final int MAX_NAME = 512;

    /** The exchange by which the source knows the person. */
    public record Known(RecordId record, RequestHash requestHash) {}

    public LawfulAccess {
        until = until.truncatedTo(ChronoUnit.SECONDS);
        legalBasis = List.copyOf(legalBasis);
        categories = List.copyOf(categories);
        chain = List.copyOf(chain);
        StatementJws.requireId(id);
        if (categories.isEmpty() || source.length() > MAX_NAME || purpose.length() > 64) {
            throw ConsentProblem.badMessage("an access names source, purpose and categories of data");
        }
        if (!restsOnLaw(legalBasis) || lawReference.length() > MAX_NAME) {
            throw ConsentProblem.badMessage("an access without consent names another basis, and its law");
        }
        if (IntendedUse.isForEmergencies(legalBasis) != emergency.isPresent()) {
            throw ConsentProblem.badMessage("an access for vital interests has a reason and a time for its review, and"
                    + " no other has");
        }
        emergency.ifPresent(one -> one.requireInTime(time));
        if (known.record().equals(record)) {
            throw ConsentProblem.badMessage("an access has a record of its own");
        }
    }

    /** True when consent is none of these grounds, and one of Art. 6(1) is: Art. 9(2) comes beside it. */
    static boolean restsOnLaw(List<String> legalBasis) {
        return legalBasis.stream().anyMatch(term -> term.startsWith("eu-gdpr:A6-1-"))
                && legalBasis.stream().allMatch(term -> term.matches("eu-gdpr:A[0-9][A-Za-z0-9-]{1,60}"))
                && legalBasis.stream()
                        .noneMatch(term -> term.startsWith(IntendedUse.CONSENT)
                                || term.startsWith(IntendedUse.EXPLICIT_CONSENT)
                                || term.startsWith(IntendedUse.TRANSFER_CONSENT));
    }

    /** What an access is for, beside the registered use. */
    public record Wanted(RecordId record, Known known, String source, Instant until,
                         List<CredentialCategory> categories, Optional<Emergency> emergency) {
        public Wanted {
            categories = List.copyOf(categories);
        }

        /** In no emergency. */
        public Wanted(RecordId record, Known known, String source, Instant until,
                List<CredentialCategory> categories) {
            this(record, known, source, until, categories, Optional.empty());
        }
    }

    /**
     * Writes an access on the basis that is registered for this use.
     *
     * @param access key of the access certificate; its chain goes into the header
     * @throws IllegalArgumentException for a use without a law
     */
    public static String sign(SigningKey access, IntendedUse use, Wanted wanted, String id, Instant time) {
        String law = use.lawReference().orElseThrow(() -> new IllegalArgumentException("the use names no law"));
        ObjectNode claims = StrictJson.object().put("iss", use.party()).put("jti", id);
        claims.put("iat", time.truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
        claims.put("record", wanted.record().value());
        claims.putObject("known")
                .put("record", wanted.known().record().value())
                .put("request_hash", wanted.known().requestHash().value());
        claims.put("source", wanted.source()).put("purpose", use.id());
        ArrayNode basis = claims.putArray("legal_basis");
        use.legalBasis().forEach(basis::add);
        claims.put("law_reference", law).put("retention", use.retention().toString());
        claims.put("until", wanted.until().truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode categories = claims.putArray("categories");
        wanted.categories().forEach(category -> categories.add(category.toJson()));
        wanted.emergency().ifPresent(one -> claims.set("emergency", one.toJson()));
        return JwsSigner.sign(access, JwsSigner.header(TYP, access), claims);
    }

    /**
     * Reads an access and checks its signature against the leaf of its own {@code x5c}.
     *
     * @throws ProblemException {@link ConsentProblem.BadMessage}
     */
    public static LawfulAccess verify(String compact) {
        try {
            StatementJws read = StatementJws.read(compact, TYP);
            MessageClaims claims = read.claims();
            var basis = new ArrayList<String>();
            claims.claims().path("legal_basis").forEach(term -> basis.add(term.asString("")));
            var known = claims.claims().path("known");
            return new LawfulAccess(claims.text("iss"), claims.text("jti"), claims.seconds("iat"), claims.record(),
                    new Known(new RecordId(known.path("record").asString("")),
                            new RequestHash(known.path("request_hash").asString(""))),
                    claims.text("source"), claims.text("purpose"), basis, claims.text("law_reference"),
                    Period.parse(claims.text("retention")), Instant.parse(claims.text("until")),
                    CredentialCategory.parseAll(claims.claims().path("categories")),
                    claims.claims().has("emergency")
                            ? Optional.of(Emergency.parse(claims.claims().path("emergency")))
                            : Optional.empty(),
                    compact, read.chain());
        } catch (ProblemException e) {
            throw MessageClaims.refused("the access does not hold", e);
        } catch (DateTimeException e) {
            throw new ProblemException(new ConsentProblem.BadMessage("retention reads P6M, times 2027-05-22T00:00:00Z"),
                    e);
        }
    }

    /** True when it says exactly what is registered, and asks for no more. */
    public boolean isAsRegistered(IntendedUse use) {
        return use.party().equals(requester) && use.id().equals(purpose) && use.legalBasis().equals(legalBasis)
                && use.lawReference().equals(Optional.of(lawReference)) && use.retention().equals(retention)
                && use.covers(categories);
    }

    @Override
    public String issuer() {
        return requester;
    }

    /** That of the statement itself: nobody was asked anything, so permits name what the office said. */
    @Override
    public RequestHash requestHash() {
        return RequestHash.of(compact);
    }
}
