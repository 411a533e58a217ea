/** Signed notes, checkpoints and offline proofs of a transparency log (C2SP signed-note v1, tlog-checkpoint v1, tlog-proof v1) with Ed25519; start at {@link org.amana.core.note.TlogProof}. */
@NullMarked
package org.amana.core.note;

import org.jspecify.annotations.NullMarked;
