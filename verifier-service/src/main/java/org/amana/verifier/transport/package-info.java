/**
 * How a request for a release gets to its source and the answer back: over HTTP, or, for a source that the operator's
 * settings name topics for, by a broker. Never by one after the other has failed. Nothing here decides what an answer is
 * worth. Enter at {@link org.amana.verifier.transport.Ways}.
 */
@NullMarked
package org.amana.verifier.transport;

import org.jspecify.annotations.NullMarked;
