package org.amana.system.benchmark;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.amana.core.key.Algorithms;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestClock;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * SD-JWT VC issue and presentation verify, each beside the bare cryptography it cannot do without:
 * one signature and its hashes, two verifications and their hashes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SdJwtVcBenchmark {

    private static final int DISCLOSABLE = 6;
    private static final int SHOWN = 2;

    private final TestCa ca = TestCa.root("Benchmark");
    private final SigningKey issuerKey = CredentialFixture.issuer(ca);
    private final EphemeralKey holder = EphemeralKey.generate();
    private final TrustAnchors anchors = ca.anchors();
    private final SdJwtVcIssuer issuer = new SdJwtVcIssuer(new SecureRandom());
    private final Clock clock = TestClock.atNoon();
    private final SdJwtVcVerifier cachedVerifier = verifier();
    private final byte[] bytes = new byte[900];
    private final byte[] disclosure = new byte[80];
    private final ECPublicKey publicKey = Algorithms.publicKey(issuerKey.publicJwk());
    private byte[] signature = new byte[0];
    private String presentation = "";

    @Setup
    public void prepare() {
        signature = issuerKey.sign(bytes);
        presentation = CredentialFixture.present(issue(), holder);
        requireVerified(cachedVerifier);
    }

    private SdJwtVcVerifier verifier() {
        return new SdJwtVcVerifier(new ChainValidator(), _ -> Optional.empty(), clock);
    }

    @Benchmark
    public String issue() {
        return issuer.issue(CredentialFixture.payload(holder), issuerKey);
    }

    /** One signature over as many bytes as the credential has, and a hash for each disclosure. */
    @Benchmark
    public int issueYardstick() {
        return issuerKey.sign(bytes).length + hashes(DISCLOSABLE);
    }

    @Benchmark
    public SdJwtVcVerdict verify() {
        return requireVerified(cachedVerifier);
    }

    /** Two verifications, a hash for each disclosure shown, one for {@code sd_hash}. */
    @Benchmark
    public int verifyYardstick() {
        requireTrue(Algorithms.verify(publicKey, bytes, signature));
        requireTrue(Algorithms.verify(publicKey, bytes, signature));
        return hashes(SHOWN + 1);
    }

    /** The verdict must be yes, or the figure means nothing. */
    private SdJwtVcVerdict requireVerified(SdJwtVcVerifier verifier) {
        SdJwtVcVerdict verdict = verifier.verifyPresentation(presentation, CredentialFixture.requiredKeyBinding(),
                anchors);
        if (verdict instanceof SdJwtVcVerdict.Rejected rejected) {
            throw new IllegalStateException("rejected: " + rejected.findings());
        }
        return verdict;
    }

    private static void requireTrue(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("signature does not hold");
        }
    }

    private int hashes(int count) {
        try {
            int sum = 0;
            for (int i = 0; i < count; i++) {
                sum += MessageDigest.getInstance("SHA-256").digest(disclosure)[0];
            }
            return sum;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
