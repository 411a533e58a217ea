package org.amana.issuer.credential;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.amana.core.jose.Jwks;
import org.amana.core.key.Sha256;
import org.amana.core.key.SigningKey;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.status.StatusReference;
import org.amana.core.vci.CredentialRequest;
import org.amana.core.vci.CredentialResponse;
import org.amana.core.vci.KeyProofJwt;
import org.amana.core.vci.NonceValue;
import org.amana.core.vci.VciProblem;
import org.amana.core.vci.VerifiedKeyProof;
import org.amana.issuer.authority.Authority;
import org.amana.issuer.authority.AuthorityKeys;
import org.amana.issuer.authorization.OAuthProblem;
import org.amana.issuer.catalogue.IssuanceRules;
import org.amana.issuer.offer.Grant;
import org.amana.issuer.source.Person;
import org.amana.issuer.source.PersonRegister;
import org.springframework.stereotype.Component;

/**
 * Issues the copies of one credential: all proofs are checked before anything is recorded, all is recorded in one
 * transaction before anything is signed, and nothing is signed when any of it fails.
 */
@Component
class IssueCredentials {
    private final PersonRegister register;
    private final Issuances issuances;
    private final AuthorityKeys keys;
    private final Clock clock;
    private final SdJwtVcIssuer issuer;

    IssueCredentials(PersonRegister register, Issuances issuances, AuthorityKeys keys, Clock clock,
            RandomGenerator random) {
        this.register = register;
        this.issuances = issuances;
        this.keys = keys;
        this.clock = clock;
        this.issuer = new SdJwtVcIssuer(random);
    }

    /**
     * Answers a credential request.
     *
     * @throws ProblemException {@link VciProblem} by the table of section 8.3.1.2, or
     *         {@link OAuthProblem.InsufficientScope}
     */
    CredentialResponse issue(Authority authority, Grant grant, CredentialRequest request) {
        IssuanceRules type = requireGranted(authority, grant, request);
        if (request.proofs().size() > type.batchSize()) {
            throw new ProblemException(new VciProblem.InvalidCredentialRequest(
                    "expected at most " + type.batchSize() + " proofs, got " + request.proofs().size()));
        }
        List<VerifiedKeyProof> proofs = verify(authority, grant, request);
        Person person = register.find(authority.id(), grant.person())
                .orElseThrow(() -> denied("the register no longer has this case"));
        if (!person.columns().containsKey(type.issuedWhenPresent())) {
            throw denied("the register no longer has what this credential says");
        }
        // before anything is recorded: a row that cannot become claims must not use up nonces and indexes
        CredentialClaims claims = CredentialClaims.of(type, person.columns());
        var nonces = new LinkedHashSet<NonceValue>();
        proofs.forEach(proof -> nonces.add(proof.nonce()));
        List<StatusReference> copies = issuances.record(authority, grant, type.batchSize(), nonces,
                proofs.stream().map(proof -> digest(proof.key())).toList());
        return sign(authority, type, claims, proofs, copies);
    }

    private static IssuanceRules requireGranted(Authority authority, Grant grant, CredentialRequest request) {
        return switch (request.subject()) {
            // our token responses name no identifiers, so none is known (section 8.2)
            case CredentialRequest.Subject.ByIdentifier _ -> throw new ProblemException(
                    new VciProblem.UnknownCredentialIdentifier("no credential identifiers were given out"));
            case CredentialRequest.Subject.ByConfiguration(var id) -> {
                IssuanceRules type = authority.type(id)
                        .orElseThrow(() -> new ProblemException(new VciProblem.UnknownCredentialConfiguration(
                                "this issuer has no such credential configuration")));
                if (!id.equals(grant.configuration())) {
                    throw new ProblemException(
                            new OAuthProblem.InsufficientScope("the access token is for another credential"));
                }
                yield type;
            }
        };
    }

    private List<VerifiedKeyProof> verify(Authority authority, Grant grant, CredentialRequest request) {
        Instant now = clock.instant();
        var proofs = new ArrayList<VerifiedKeyProof>();
        var thumbprints = new HashSet<String>();
        for (String compact : request.proofs()) {
            VerifiedKeyProof proof = KeyProofJwt.verify(compact, authority.identifier(), grant.clientId(), now);
            // two copies for one key could be linked by it (section 8: distinct cryptographic material)
            if (!thumbprints.add(Jwks.thumbprint(proof.key()))) {
                throw new ProblemException(new VciProblem.InvalidProof("two proofs are for the same key"));
            }
            proofs.add(proof);
        }
        return proofs;
    }

    private CredentialResponse sign(Authority authority, IssuanceRules type, CredentialClaims claims,
                                    List<VerifiedKeyProof> proofs, List<StatusReference> copies) {
        Instant now = clock.instant();
        SdJwtVcPayload payload = SdJwtVcPayload.of(type.type().vct(), claims.disclosable())
                .withPlainClaims(claims.plain())
                .withIssuer(authority.identifier().value())
                .withVctIntegrity(type.type().integrity())
                .withValidity(type.issuedAt(now), type.expiresAt(now));
        SigningKey key = keys.credentialKey(authority.id());
        var credentials = new ArrayList<String>();
        for (int i = 0; i < proofs.size(); i++) {
            credentials.add(issuer.issue(payload.withHolderKey(proofs.get(i).key()).withStatus(copies.get(i)), key));
        }
        return new CredentialResponse(credentials, java.util.Optional.empty());
    }

    private static byte[] digest(ECKey key) {
        return Sha256.of(Jwks.thumbprint(key).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static ProblemException denied(String detail) {
        return new ProblemException(new VciProblem.CredentialRequestDenied(detail));
    }
}
