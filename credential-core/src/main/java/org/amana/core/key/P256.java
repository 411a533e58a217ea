package org.amana.core.key;

import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import org.amana.core.problem.ProblemException;

/** The curve secp256r1 (FIPS 186-5): the checks that stop invalid-curve and "psychic" signatures. */
public final class P256 {
    /** Octets of one coordinate, of r and of s. */
    public static final int COORDINATE_BYTES = 32;
    /** Octets of a raw signature {@code r || s}. */
    public static final int SIGNATURE_BYTES = 64;
    private static final ECParameterSpec SPEC = Curve.P_256.toECParameterSpec();
    private static final BigInteger P = ((ECFieldFp) SPEC.getCurve().getField()).getP();
    private static final BigInteger ORDER = SPEC.getOrder();

    private P256() {}

    /**
     * The key itself, checked.
     *
     * @throws ProblemException {@link KeyProblem.BadKey} for another curve or a point off this one
     */
    public static ECPublicKey requireValid(ECPublicKey key) {
        ECParameterSpec spec = key.getParams();
        if (!spec.getCurve().getField().equals(SPEC.getCurve().getField()) || !spec.getOrder().equals(ORDER)
                || !spec.getGenerator().equals(SPEC.getGenerator()) || !spec.getCurve()
                        .getA()
                        .equals(
                                SPEC.getCurve().getA())
                || !spec.getCurve().getB().equals(SPEC.getCurve().getB())) {
            throw new ProblemException(new KeyProblem.BadKey("key is not on the curve P-256"));
        }
        if (key.getW().equals(ECPoint.POINT_INFINITY)) {
            throw new ProblemException(new KeyProblem.BadKey("key is the point at infinity"));
        }
        requireOnCurve(key.getW().getAffineX(), key.getW().getAffineY());
        return key;
    }

    /**
     * Checks y² = x³ + ax + b over the field (RFC 8725 section 3.4).
     *
     * @throws ProblemException {@link KeyProblem.BadKey}
     */
    public static void requireOnCurve(BigInteger x, BigInteger y) {
        boolean inField = x.signum() >= 0 && y.signum() >= 0 && x.compareTo(P) < 0 && y.compareTo(P) < 0;
        BigInteger right = x.multiply(x).add(SPEC.getCurve().getA()).multiply(x).add(SPEC.getCurve().getB()).mod(P);
        if (!inField || !y.multiply(y).mod(P).equals(right)) {
            throw new ProblemException(new KeyProblem.BadKey("point is not on the curve P-256"));
        }
    }

    /** True for 64 bytes with 0 < r < n and 0 < s < n (FIPS 186-5 section 6.4.2); false for DER, zero and out of range. */
    public static boolean isRawSignature(byte[] signature) {
        return signature.length == SIGNATURE_BYTES && isScalar(signature, 0) && isScalar(signature, COORDINATE_BYTES);
    }

    private static boolean isScalar(byte[] signature, int from) {
        var value = new BigInteger(1, Arrays.copyOfRange(signature, from, from + COORDINATE_BYTES));
        return value.signum() > 0 && value.compareTo(ORDER) < 0;
    }
}
