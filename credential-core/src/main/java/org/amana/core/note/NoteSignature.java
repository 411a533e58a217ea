package org.amana.core.note;

import java.time.Instant;
import java.util.Optional;

/**
 * A signature that was checked.
 *
 * @param at when a cosigner says it signed; absent where the key signs without a time, or makes no statement of one
 */
public record NoteSignature(VerifierKey key, Optional<Instant> at) {}
