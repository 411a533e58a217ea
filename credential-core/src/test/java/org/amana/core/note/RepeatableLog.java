package org.amana.core.note;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/**
 * A log whose checkpoints come out the same every time: ML-DSA-44 without fresh randomness (FIPS 204, the deterministic
 * variant), which the JDK does not offer. Everybody can make its keys: they guard nothing.
 */
public final class RepeatableLog {
    private final NoteSigner ed25519;
    private final NoteSigner mlDsa44;

    private RepeatableLog(NoteSigner ed25519, NoteSigner mlDsa44) {
        this.ed25519 = ed25519;
        this.mlDsa44 = mlDsa44;
    }

    /** The log of that name and seed. */
    public static RepeatableLog of(String origin, long seed) {
        var random = new Random(seed);
        return new RepeatableLog(NoteSigner.generate(origin, SignatureType.ED25519, random),
                NoteSigner.generate(origin, SignatureType.ML_DSA_44, random));
    }

    public LogIdentity identity() {
        VerifierKey key = ed25519.verifierKey();
        return new LogIdentity(key.name(), List.of(key, mlDsa44.verifierKey()));
    }

    /** As {@link LogSigner#sign}. */
    public String sign(Checkpoint checkpoint, Instant at) {
        return signOnce(checkpoint) + cosignature(checkpoint.text(), at.getEpochSecond());
    }

    /** With the Ed25519 signature alone. */
    public String signOnce(Checkpoint checkpoint) {
        return checkpoint.text() + "\n" + ed25519.sign(checkpoint.text());
    }

    private String cosignature(String text, long at) {
        VerifierKey key = mlDsa44.verifierKey();
        byte[] typed = Base64.getDecoder().decode(mlDsa44.text().split("\\+", 5)[4]);
        byte[] message = SignatureType.ML_DSA_44.message(key.name(), at, text);
        var signer = new MLDSASigner();
        signer.init(true, new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44,
                Arrays.copyOfRange(typed, 1, typed.length)));
        signer.update(message, 0, message.length);
        try {
            ByteBuffer line = ByteBuffer.allocate(Integer.BYTES + SignatureType.ML_DSA_44.signatureBytes());
            line.putInt(key.id()).putLong(at).put(signer.generateSignature());
            return "\u2014 " + key.name() + " " + Base64.getEncoder().encodeToString(line.array()) + "\n";
        } catch (CryptoException e) {
            throw new IllegalStateException(e);
        }
    }
}
