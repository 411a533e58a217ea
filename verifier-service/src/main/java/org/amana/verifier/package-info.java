/**
 * The verifier service: asks wallets by OpenID4VP 1.0 for what an organisation registered, and answers its question.
 * Start at {@link org.amana.verifier.VerifierApplication}; a check runs through {@code request}, {@code response},
 * {@code verification}, {@code answer}, {@code match} and {@code receipt}, a kept diploma through {@code retention}, data of
 * another authority through {@code exchange}.
 */
@NullMarked
package org.amana.verifier;

import org.jspecify.annotations.NullMarked;
