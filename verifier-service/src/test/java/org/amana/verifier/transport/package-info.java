/** The ways to a source. */
@NullMarked
package org.amana.verifier.transport;

import org.jspecify.annotations.NullMarked;
