package org.amana.issuer.status;

import java.time.Duration;
import java.time.Instant;

/**
 * A signed list as every instance serves it during one publication interval.
 *
 * @param token compact JWT
 * @param freshFor what is left of the interval
 */
record StatusPublication(String token, String entityTag, Instant issuedAt, Duration freshFor) {}
