package org.amana.core.register;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.amana.core.jose.JwsSigner;
import org.amana.core.jose.UnverifiedJws;
import org.amana.core.jose.VerifiedJws;
import org.amana.core.key.KeyPurpose;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;

/**
 * Who is believed for what, signed by the registrar.
 *
 * <pre>
 * {"typ":"amana-trust-list+jwt","alg":"ES256","x5c":[…]}
 * {"iat":1795345200,"exp":1795431600,
 *  "issuers":[{"id":"…","name":{"en":"…"},"country":"PT","types":["https://…"],"anchors":["base64 DER"]}],
 *  "requesters":["base64 DER"],"registrars":["base64 DER"],
 *  "asking":[{"id":"…","identifier":"…","name":{"en":"…"},"country":"PT","code_url":"https://…"}],
 *  "ledgers":[{"base_url":"…","log_keys":["vkey","vkey"],"notice_key":{…},"keeps":["…"]}]}
 * </pre>
 *
 * @param nextUpdate after this it is not to be used
 * @param requesters roots of access certificates
 * @param registrars roots of registration certificates and of trust lists
 * @param asking parties that take codes; every reader gets all of them, so that nobody has to be asked for one
 */
public record TrustList(Instant issued, Instant nextUpdate, List<TrustedIssuer> issuers, TrustAnchors requesters,
                        TrustAnchors registrars, List<TrustedLedger> ledgers, List<TrustedRequester> asking) {
    public static final String TYP = "amana-trust-list+jwt";
    /** Longest list. */
    public static final int MAX_BYTES = 1_048_576;

    /** Without parties that take codes; parameters as above. */
    public TrustList(Instant issued, Instant nextUpdate, List<TrustedIssuer> issuers, TrustAnchors requesters,
            TrustAnchors registrars, List<TrustedLedger> ledgers) {
        this(issued, nextUpdate, issuers, requesters, registrars, ledgers, List.of());
    }

    public TrustList {
        issued = issued.truncatedTo(ChronoUnit.SECONDS);
        nextUpdate = nextUpdate.truncatedTo(ChronoUnit.SECONDS);
        issuers = List.copyOf(issuers);
        ledgers = List.copyOf(ledgers);
        asking = List.copyOf(asking);
        if (!issued.isBefore(nextUpdate)) {
            throw RegisterProblem.badTrustList("a trust list ends after it begins");
        }
    }

    /** The signed list. */
    public String sign(SigningKey registrar) {
        return JwsSigner.sign(registrar, JwsSigner.header(TYP, registrar), TrustListJson.write(this));
    }

    /**
     * Reads a list and checks signature, chain and time.
     *
     * @param registrars roots the reader was given beforehand; the list's own cannot vouch for it
     * @throws ProblemException {@link RegisterProblem.BadTrustList}, {@link org.amana.core.trust.TrustProblem} for its
     *         chain, {@link org.amana.core.jose.JoseProblem}
     */
    public static TrustList verify(String compact, ChainValidator validator, TrustAnchors registrars, Instant now) {
        UnverifiedJws jws = UnverifiedJws.parse(compact, MAX_BYTES);
        var chain = validator.validate(jws.header().path("x5c"), registrars, KeyPurpose.REGISTRAR, now);
        VerifiedJws verified = jws.verify(chain.leafKey(), TYP);
        TrustList list;
        try {
            list = TrustListJson.read(verified.claims());
        } catch (ProblemException e) {
            throw new ProblemException(new RegisterProblem.BadTrustList("a trust list lacks what it must say: "
                    + e.problem().detail()), e);
        }
        if (!now.isBefore(list.nextUpdate()) || now.plusSeconds(60).isBefore(list.issued())) {
            throw RegisterProblem.badTrustList("the trust list is not valid now");
        }
        return list;
    }

    /** The issuer with that identifier. */
    public Optional<TrustedIssuer> issuer(String id) {
        return issuers.stream().filter(issuer -> issuer.id().equals(id)).findFirst();
    }

    /** The party that asks with that id. */
    public Optional<TrustedRequester> requester(String id) {
        return asking.stream().filter(requester -> requester.id().equals(id)).findFirst();
    }

    /** The one ledger that keeps consents to what that issuer is to release; empty when none does, or two claim it. */
    public Optional<TrustedLedger> keeperOf(String issuer) {
        List<TrustedLedger> keepers = ledgers.stream().filter(ledger -> ledger.keeps().contains(issuer)).toList();
        return keepers.size() == 1 ? Optional.of(keepers.getFirst()) : Optional.empty();
    }

    /** Roots that may vouch for credentials of that type. */
    public TrustAnchors issuersOf(String vct) {
        return new TrustAnchors(issuers.stream()
                .filter(issuer -> issuer.types().contains(vct))
                .flatMap(issuer -> issuer.anchors().certificates().stream())
                .collect(java.util.stream.Collectors.toSet()));
    }
}
