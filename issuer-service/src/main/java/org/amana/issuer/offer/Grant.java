package org.amana.issuer.offer;

import java.time.Instant;
import java.util.Optional;
import org.amana.core.vci.CredentialConfigurationId;
import org.amana.issuer.source.PersonId;

/**
 * What a redeemed offer permits: one type of credential for one person.
 *
 * @param clientId what the wallet called itself at the token endpoint; empty for anonymous access
 */
public record Grant(OfferId offer, PersonId person, CredentialConfigurationId configuration, Optional<String> clientId,
                    Instant redeemedAt) {}
