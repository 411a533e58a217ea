package org.amana.core.sdjwt;

import org.amana.core.json.StrictJson;

/**
 * How much of a stranger's SD-JWT we look at. RFC 9901 leaves this to implementations; without it a few
 * kilobytes of nested Disclosures overflow the stack.
 *
 * @param maxBytes the whole text, in bytes
 * @param maxDisclosures Disclosures in one SD-JWT
 * @param maxDepth nesting of the payload after the Disclosures are put in, at most {@link StrictJson#MAX_DEPTH}
 */
public record SdJwtLimits(int maxBytes, int maxDisclosures, int maxDepth) {
    /** 256 KiB, 1,000 Disclosures, 64 levels. */
    public static final SdJwtLimits STRICT = new SdJwtLimits(256 * 1024, 1_000, StrictJson.MAX_DEPTH);

    public SdJwtLimits {
        if (maxBytes < 1 || maxDisclosures < 0 || maxDepth < 1 || maxDepth > StrictJson.MAX_DEPTH) {
            throw new IllegalArgumentException("limits must be positive and the depth at most " + StrictJson.MAX_DEPTH);
        }
    }
}
