/**
 * An exchange that a person is asked about: the question a clerk opens, the answers of the person and a guardian, and
 * what follows from them. Start at {@link org.amana.verifier.exchange.consent.OpenExchange}.
 */
@NamedInterface("consent")
@NullMarked
package org.amana.verifier.exchange.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
