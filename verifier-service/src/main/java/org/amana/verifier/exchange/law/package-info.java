/**
 * An exchange that rests on a law: what a clerk opens, objections and their answers, emergencies and their review.
 * Start at {@link org.amana.verifier.exchange.law.OpenLawfulExchange}.
 */
@NamedInterface("law")
@NullMarked
package org.amana.verifier.exchange.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
