package org.amana.core.testing;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.amana.core.key.Sha256;
import org.amana.core.key.SigningKey;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * A P-256 key that follows from a name and signs the same bytes the same way every time (RFC 6979), for files that must
 * come out as they did before. Everybody can make it: it guards nothing.
 */
public final class RepeatableKey implements SigningKey {
    private static final X9ECParameters P256 = SECNamedCurves.getByName("secp256r1");
    private static final int COORDINATE_BYTES = 32;
    private final ECPrivateKeyParameters secret;
    private final ECKey publicJwk;
    private final List<X509Certificate> chain;

    private RepeatableKey(ECPrivateKeyParameters secret, ECKey publicJwk, List<X509Certificate> chain) {
        this.secret = secret;
        this.publicJwk = publicJwk;
        this.chain = chain;
    }

    /** The key of that name. */
    public static RepeatableKey of(String name) {
        byte[] seed = Sha256.of(("repeatable test key " + name).getBytes(StandardCharsets.UTF_8));
        BigInteger d = new BigInteger(1, seed).mod(P256.getN().subtract(BigInteger.ONE)).add(BigInteger.ONE);
        ECPoint point = P256.getG().multiply(d).normalize();
        try {
            ECKey jwk = new ECKey.Builder(Curve.P_256, Base64URL.encode(point.getAffineXCoord().getEncoded()),
                    Base64URL.encode(point.getAffineYCoord().getEncoded())).keyIDFromThumbprint().build();
            return new RepeatableKey(new ECPrivateKeyParameters(d, new ECDomainParameters(P256)), jwk, List.of());
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /** The same key with a certificate of an authority that signs repeatably, too. */
    public RepeatableKey certifiedBy(RepeatableKey authority, TestCertificate description) {
        X509Certificate root = TestCertificate.authority("Repeatable authority")
                .serial(1)
                .selfSigned(authority, authority.publicKey());
        return new RepeatableKey(secret, publicJwk,
                List.of(description.serial(2).signedBy(authority, root, publicKey())));
    }

    private ECPublicKey publicKey() {
        try {
            return publicJwk.toECPublicKey();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException("the point is on the curve", e);
        }
    }

    @Override
    public String kid() {
        return publicJwk.getKeyID();
    }

    @Override
    public ECKey publicJwk() {
        return publicJwk;
    }

    @Override
    public byte[] sign(byte[] signingInput) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        BigInteger[] signature = signer.generateSignature(Sha256.of(signingInput));
        byte[] raw = new byte[2 * COORDINATE_BYTES];
        BigIntegers.asUnsignedByteArray(signature[0], raw, 0, COORDINATE_BYTES);
        BigIntegers.asUnsignedByteArray(signature[1], raw, COORDINATE_BYTES, COORDINATE_BYTES);
        return raw;
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }
}
