/**
 * Posters and links: a standing question that begins a fresh check per visit, in the visitor's own browser, and binds
 * the answer to that browser (OpenID4VP 1.0 section 14.2, HAIP 1.0 section 5.1). Start at
 * {@link org.amana.verifier.ask.CheckLinks}.
 */
@NullMarked
package org.amana.verifier.ask;

import org.jspecify.annotations.NullMarked;
