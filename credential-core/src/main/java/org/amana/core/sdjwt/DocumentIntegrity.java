package org.amana.core.sdjwt;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Integrity metadata of a referenced document (SD-JWT VC section 5, syntax of W3C SRI section 3).
 *
 * <pre>
 * sha256-vJKakJAQkDYkIhGrT1M3nxRuSj9udH0l1PXB06QHto8=
 * </pre>
 */
final class DocumentIntegrity {
    private static final Map<String, HashAlgorithm> NAMES = Map.of("sha256", HashAlgorithm.SHA_256, "sha384",
            HashAlgorithm.SHA_384, "sha512", HashAlgorithm.SHA_512);

    private DocumentIntegrity() {}

    /** Whether the document has one of the digests of the strongest algorithm named; false when none is understood. */
    static boolean matches(String metadata, byte[] document) {
        HashAlgorithm strongest = HashAlgorithm.SHA_256;
        List<byte[]> digests = new ArrayList<>();
        for (String expression : metadata.strip().split("\\s+", -1)) {
            int dash = expression.indexOf('-');
            var algorithm = dash < 0
                    ? Optional.<HashAlgorithm>empty()
                    : Optional.ofNullable(NAMES.get(expression.substring(0, dash)));
            if (algorithm.isEmpty() || algorithm.get().compareTo(strongest) < 0) {
                continue;
            }
            if (algorithm.get().compareTo(strongest) > 0) {
                strongest = algorithm.get();
                digests.clear();
            }
            decode(expression.substring(dash + 1)).ifPresent(digests::add);
        }
        byte[] actual = strongest.digest(document);
        return digests.stream().anyMatch(digest -> MessageDigest.isEqual(digest, actual));
    }

    private static Optional<byte[]> decode(String digest) {
        try {
            // options may follow a question mark (SRI section 3.3)
            return Optional.of(Base64.getDecoder().decode(digest.replaceFirst("\\?.*", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
