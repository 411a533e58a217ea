package org.amana.core.sdjwt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.problem.Finding;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.SdJwtProblem.MalformedSdJwt;
import org.amana.core.sdjwt.SdJwtProblem.TooLarge;
import org.amana.core.trust.X5c;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An SD-JWT VC that was read but not verified: what a wallet keeps, selects from and shows, and what a verifier
 * receives. Nothing in it may be believed before {@link SdJwtVcVerifier} said so.
 *
 * <pre>
 * eyJhbGciOiJFUzI1NiIsInR5cCI6ImRjK3NkLWp3dCIsIng1YyI6...~WyJzYWx0IiwiZ2l2ZW5fbmFtZSIsIkFkYSJd~[KB-JWT]
 * </pre>
 */
public final class UnverifiedSdJwtVc {
    private final String compact;
    private final UnverifiedJws issuerSignedJwt;
    private final List<Disclosure> disclosures;
    private final Optional<String> keyBindingJwt;
    private final ProcessedPayload payload;

    private UnverifiedSdJwtVc(String compact, UnverifiedJws issuerSignedJwt, List<Disclosure> disclosures,
            Optional<String> keyBindingJwt, SdJwtLimits limits) {
        this.compact = compact;
        this.issuerSignedJwt = issuerSignedJwt;
        this.disclosures = List.copyOf(disclosures);
        this.keyBindingJwt = keyBindingJwt;
        this.payload = ProcessedPayload.of(issuerSignedJwt.claims(), disclosures, limits);
    }

    /** As {@link #parse(String, SdJwtLimits)} with {@link SdJwtLimits#STRICT}. */
    public static UnverifiedSdJwtVc parse(String compact) {
        return parse(compact, SdJwtLimits.STRICT);
    }

    /**
     * Reads an SD-JWT or SD-JWT+KB in compact form and puts its Disclosures into the payload.
     *
     * @throws ProblemException {@link SdJwtProblem}; {@link org.amana.core.jose.JoseProblem} or
     *         {@link org.amana.core.key.KeyProblem} for the Issuer-signed JWT (other algorithm than ES256, {@code crit},
     *         duplicate members, private {@code jwk})
     */
    public static UnverifiedSdJwtVc parse(String compact, SdJwtLimits limits) {
        if (compact.length() > limits.maxBytes()) {
            throw new ProblemException(new TooLarge("the SD-JWT is larger than " + limits.maxBytes() + " bytes"));
        }
        int lastTilde = compact.lastIndexOf('~');
        if (lastTilde < 0) {
            throw malformed("an SD-JWT has at least one ~");
        }
        // one more than the limit tells too many without splitting a text of tildes alone
        String[] parts = compact.split("~", limits.maxDisclosures() + 3);
        if (parts.length > limits.maxDisclosures() + 2) {
            throw new ProblemException(
                    new TooLarge("the SD-JWT has more than " + limits.maxDisclosures() + " Disclosures"));
        }
        String last = parts[parts.length - 1];
        if (!last.isEmpty() && !isJwt(last)) {
            throw malformed("an SD-JWT ends in ~ or in a KB-JWT");
        }
        var disclosures = new ArrayList<Disclosure>();
        for (String part : Arrays.asList(parts).subList(1, parts.length - 1)) {
            if (part.isEmpty() || part.indexOf('.') >= 0) {
                throw malformed("only Disclosures may stand between the Issuer-signed JWT and the last ~");
            }
            disclosures.add(Disclosure.parse(part));
        }
        return new UnverifiedSdJwtVc(compact.substring(0, lastTilde + 1),
                UnverifiedJws.parse(parts[0], limits.maxBytes()), disclosures,
                last.isEmpty() ? Optional.empty() : Optional.of(last), limits);
    }

    /** The Issuer-signed JWT alone. */
    public UnverifiedJws issuerSignedJwt() {
        return issuerSignedJwt;
    }

    /** In the order received. */
    public List<Disclosure> disclosures() {
        return disclosures;
    }

    /** Absent in a credential as issued, present in a presentation with holder binding. */
    public Optional<String> keyBindingJwt() {
        return keyBindingJwt;
    }

    /** The payload with the claims of all Disclosures here; a copy. */
    public ObjectNode claims() {
        return payload.claims().deepCopy();
    }

    /** Empty text where there is none. */
    public String vct() {
        return payload.claims().path("vct").asString("");
    }

    /** {@code vct} and {@code aka_vcts} (SD-JWT VC section 2.2.2.2). */
    public Set<String> types() {
        return types(payload.claims());
    }

    static Set<String> types(ObjectNode claims) {
        return Stream.concat(Stream.of(claims.path("vct")), claims.path("aka_vcts").valueStream())
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What a path selects when an index counts the elements of an array as signed, undisclosed ones included. */
    Map<ClaimPath, JsonNode> claimsAt(ClaimPath path) {
        return path.select(payload.claims(), payload.signedIndexes());
    }

    /** The places of claims that a Disclosure brings, in the order of the payload. */
    public Set<ClaimPath> disclosablePlaces() {
        return new LinkedHashSet<>(payload.places().keySet());
    }

    /** Of {@link #disclosablePlaces()}, those that go out when these paths are shown. */
    public Set<ClaimPath> placesOpenedBy(Collection<ClaimPath> paths) {
        var wanted = paths.stream()
                .flatMap(path -> path.select(payload.claims()).keySet().stream())
                .collect(Collectors.toSet());
        // a parent must go along, or the child's digest cannot be found; what lies below belongs to the claim asked for
        return payload.places()
                .keySet()
                .stream()
                .filter(place -> wanted.stream().anyMatch(claim -> claim.covers(place) || place.covers(claim)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * The same credential with only the Disclosures that these claims need, and without KB-JWT; no path, no
     * Disclosure.
     */
    public UnverifiedSdJwtVc select(Collection<ClaimPath> paths) {
        var kept = placesOpenedBy(paths).stream().map(payload.places()::get).collect(Collectors.toSet());
        List<Disclosure> selected = IntStream.range(0, disclosures.size())
                .filter(kept::contains)
                .mapToObj(disclosures::get)
                .toList();
        String text = Stream.concat(Stream.of(issuerSignedJwt.compact()), selected.stream().map(Disclosure::encoded))
                .collect(Collectors.joining("~", "", "~"));
        return new UnverifiedSdJwtVc(text, issuerSignedJwt, selected, Optional.empty(), SdJwtLimits.STRICT);
    }

    /** {@code <Issuer-signed JWT>~<Disclosure>~...~}: the SD-JWT without KB-JWT. */
    public String compact() {
        return compact;
    }

    /** The SD-JWT+KB for a verifier. */
    public String withKeyBinding(String keyBindingJwt) {
        if (!isJwt(keyBindingJwt)) {
            throw new IllegalArgumentException("a KB-JWT is a JWT");
        }
        return compact() + keyBindingJwt;
    }

    /**
     * base64url digest of {@link #compact()}, for {@code sd_hash} (RFC 9901 section 4.3.1).
     *
     * @throws IllegalStateException when {@code _sd_alg} is unknown, which a verified credential never has
     */
    public String sdHash() {
        return hash().orElseThrow(() -> new IllegalStateException("_sd_alg is unknown")).base64UrlDigest(compact());
    }

    /** Key identifiers of the issuing authorities named in the {@code x5c} chain, base64url (OID4VP 1.0 section 6.1.1.1). */
    public Set<String> authorityKeyIdentifiers() {
        try {
            return issuerSignedJwt.parameters()
                    .x5c()
                    .map(X5c::parse)
                    .map(AuthorityKeyIdentifiers::of)
                    .orElse(Set.of());
        } catch (ProblemException _) {
            return Set.of();
        }
    }

    Optional<HashAlgorithm> hash() {
        return payload.hash();
    }

    List<Finding> disclosureFindings() {
        return payload.findings();
    }

    /** Two parts of base64url characters and a third that may be empty. Every presentation comes by here. */
    private static boolean isJwt(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        return first > 0 && second > first + 1
                && text.chars().allMatch(c -> isBase64Url(c) || c == '.')
                && text.indexOf('.', second + 1) < 0;
    }

    private static boolean isBase64Url(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(new MalformedSdJwt(detail));
    }

    /** Values of people do not belong in logs. */
    @Override
    public String toString() {
        return "SD-JWT VC " + vct() + " with " + disclosures.size() + " Disclosures";
    }
}
