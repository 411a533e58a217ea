package org.amana.system.benchmark;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Optional;
import org.amana.core.key.Algorithms;
import org.amana.core.key.EphemeralKey;
import org.amana.core.key.SigningKey;
import org.amana.core.sdjwt.SdJwtVcIssuer;
import org.amana.core.sdjwt.SdJwtVcPayload;
import org.amana.core.sdjwt.SdJwtVcVerdict;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.testing.TestCa;
import org.amana.core.testing.TestClock;
import org.amana.core.trust.ChainValidator;
import org.amana.core.trust.TrustAnchors;

/**
 * SD-JWT VC issue and presentation verify, each beside the bare cryptography it cannot do without: signatures,
 * verifications and their hashes.
 */
final class FormatFigures {

    private static final int DISCLOSABLE = 6;
    private static final int SHOWN = 2;
    /** More than any cache of the JDK or of ours holds, so that each chain comes as a new one. */
    private static final int STRANGERS = 3_000;

    private final TestCa ca = TestCa.root("Benchmark");
    private final SigningKey issuerKey = CredentialFixture.issuer(ca);
    private final EphemeralKey holder = EphemeralKey.generate();
    private final TrustAnchors anchors = ca.anchors();
    private final SdJwtVcIssuer issuer = new SdJwtVcIssuer(new SecureRandom());
    private final Clock clock = TestClock.atNoon();
    private final SdJwtVcVerifier verifier = new SdJwtVcVerifier(new ChainValidator(), _ -> Optional.empty(), clock);
    private final byte[] bytes = new byte[900];
    private final byte[] disclosure = new byte[80];
    private final ECPublicKey publicKey = Algorithms.publicKey(issuerKey.publicJwk());
    private final byte[] signature = issuerKey.sign(bytes);
    private final SdJwtVcPayload payload = CredentialFixture.payload(holder);
    private int stranger;

    /** Prints one line each; true when every gate is reached. */
    static boolean print() {
        FormatFigures figures = new FormatFigures();
        boolean reached = ByTurns.compare(figures::issue, () -> figures.yardstick(0, 1, DISCLOSABLE))
                .print("SD-JWT VC issue (12 claims, 6 disclosable)", 0.50);
        String presentation = figures.presentation(figures.issuerKey);
        reached &= ByTurns
                .compare(() -> figures.verify(presentation), () -> figures.yardstick(2, 0, SHOWN + 1))
                .print("SD-JWT VC presentation verify, cached chain", 0.75);
        String[] presentations = figures.strangers();
        reached &= ByTurns
                .compare(() -> figures.verify(figures.next(presentations)), () -> figures.yardstick(4, 0, SHOWN + 1))
                .print("SD-JWT VC presentation verify, issuer never seen", 0.65);
        return reached;
    }

    private int issue() {
        return issuer.issue(CredentialFixture.payload(holder), issuerKey).length();
    }

    private String presentation(SigningKey key) {
        return CredentialFixture.present(issuer.issue(payload, key), holder);
    }

    /** Each from an issuer of its own below an authority of its own: two certificates, no two alike. */
    private String[] strangers() {
        String[] presentations = new String[STRANGERS];
        for (int i = 0; i < STRANGERS; i++) {
            presentations[i] = presentation(CredentialFixture.issuer(ca.intermediate("Authority " + i)));
        }
        return presentations;
    }

    private String next(String[] presentations) {
        stranger = (stranger + 1) % presentations.length;
        return presentations[stranger];
    }

    /** The verdict must be yes, or the figure means nothing. */
    private int verify(String presentation) {
        SdJwtVcVerdict verdict = verifier.verifyPresentation(presentation, CredentialFixture.requiredKeyBinding(),
                anchors);
        if (verdict instanceof SdJwtVcVerdict.Rejected rejected) {
            throw new IllegalStateException("rejected: " + rejected.findings());
        }
        return verdict.hashCode();
    }

    /** Over as many bytes as the credential has; one hash for each disclosure, one for {@code sd_hash}. */
    private int yardstick(int verifications, int signatures, int hashes) {
        int sum = 0;
        for (int i = 0; i < verifications; i++) {
            if (!Algorithms.verify(publicKey, bytes, signature)) {
                throw new IllegalStateException("signature does not hold");
            }
            sum++;
        }
        for (int i = 0; i < signatures; i++) {
            sum += issuerKey.sign(bytes)[0];
        }
        for (int i = 0; i < hashes; i++) {
            sum += hash();
        }
        return sum;
    }

    private int hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(disclosure)[0];
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
