/**
 * The match of the person: name and portrait are shown to the employer for that moment and kept nowhere
 * (GDPR Article 5(1)(c) and (e)); the employer's yes releases the answer and its receipt. Start at
 * {@link org.amana.verifier.match.MatchPerson}.
 */
@NullMarked
package org.amana.verifier.match;

import org.jspecify.annotations.NullMarked;
