/** The append-only tree of RFC 6962 section 2.1, its proofs, and the tiles it is published in (C2SP tlog-tiles v1); start at {@link org.amana.core.merkle.CompactTree} to build and {@link org.amana.core.merkle.InclusionProof} to check. */
@NullMarked
package org.amana.core.merkle;

import org.jspecify.annotations.NullMarked;
