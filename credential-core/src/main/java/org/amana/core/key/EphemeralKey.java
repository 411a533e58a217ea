package org.amana.core.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.util.List;
import org.amana.core.json.StrictJson;
import org.amana.core.problem.ProblemException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A P-256 key in memory: DPoP, one-time and encryption keys. Written down only as a private JWK for
 * storage that is sealed.
 */
public final class EphemeralKey implements SigningKey {
    private static final int MAX_JWK_BYTES = 4_096;
    private final PrivateKey privateKey;
    private final ECKey pair;
    private final List<X509Certificate> chain;

    private EphemeralKey(ECKey pair, PrivateKey privateKey, List<X509Certificate> chain) {
        this.pair = pair;
        this.privateKey = privateKey;
        this.chain = List.copyOf(chain);
    }

    public static EphemeralKey generate() {
        return of(Algorithms.generate());
    }

    static EphemeralKey of(KeyPair keys) {
        try {
            ECKey pair = new ECKey.Builder(Curve.P_256, P256.requireValid((ECPublicKey) keys.getPublic()))
                    .privateKey((ECPrivateKey) keys.getPrivate())
                    .keyIDFromThumbprint()
                    .build();
            return new EphemeralKey(pair, Algorithms.privateKey(keys.getPrivate()), List.of());
        } catch (JOSEException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /**
     * Reads what {@link #toJwk()} wrote.
     *
     * @throws ProblemException {@link KeyProblem.BadKey} where it is no P-256 pair or its halves do not belong together
     */
    public static EphemeralKey fromJwk(ObjectNode jwk) {
        try {
            ECKey parsed = ECKey.parse(StrictJson.write(jwk));
            if (!Curve.P_256.equals(parsed.getCurve()) || parsed.getD() == null) {
                throw new ProblemException(new KeyProblem.BadKey("private P-256 key expected"));
            }
            EphemeralKey key = of(parsed.toKeyPair());
            byte[] probe = "halves belong together".getBytes(StandardCharsets.US_ASCII);
            if (!Algorithms.verify(parsed.toECPublicKey(), probe, key.sign(probe))) {
                throw new ProblemException(new KeyProblem.BadKey("private and public half differ"));
            }
            return key;
        } catch (ParseException | JOSEException | IllegalArgumentException e) {
            throw new ProblemException(new KeyProblem.BadKey("private P-256 key expected"), e);
        }
    }

    /** The private JWK ({@code d} included): only for sealed storage. */
    public ObjectNode toJwk() {
        return StrictJson.parseObject(pair.toJSONString(), MAX_JWK_BYTES);
    }

    /** The same key with the certificates that speak for it, leaf first. */
    public EphemeralKey withChain(List<X509Certificate> leafFirst) {
        return new EphemeralKey(pair, privateKey, leafFirst);
    }

    /** Both halves, for key agreement. */
    public ECKey privateJwk() {
        return pair;
    }

    /** The public half as certificate authorities take it. */
    public ECPublicKey publicKey() {
        return Algorithms.publicKey(pair);
    }

    @Override
    public String kid() {
        return pair.getKeyID();
    }

    @Override
    public ECKey publicJwk() {
        return pair.toPublicJWK();
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        return Algorithms.sign(privateKey, signingInput);
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public String toString() {
        return "EphemeralKey " + kid();
    }
}
