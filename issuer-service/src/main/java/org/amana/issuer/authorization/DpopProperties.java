package org.amana.issuer.authorization;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Proof of possession.
 *
 * @param nonceRequired wallets must put a nonce of ours into each proof (RFC 9449 section 8); single use of each proof is
 *        enforced either way
 * @param nonceValidity how long such a nonce is current
 */
@ConfigurationProperties("amana.issuer.dpop")
record DpopProperties(@DefaultValue("false") boolean nonceRequired, @DefaultValue("PT3M") Duration nonceValidity) {}
