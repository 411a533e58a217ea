package org.amana.issuer.offer;

import java.net.URI;
import java.time.Instant;
import org.amana.core.vci.CredentialOffer;
import org.amana.core.vci.CredentialOfferLink;

/**
 * An offer at the only moment when it can be shown: neither link nor transaction code can be had from the database.
 *
 * @param txCode six digits; told to the person apart from the link
 */
public record MadeOffer(OfferId id, CredentialOffer offer, URI credentialOfferUri, String txCode, Instant expiresAt) {
    /** The link for QR codes and screens. */
    public String linkByReference() {
        return new CredentialOfferLink.ByReference(credentialOfferUri).toUri();
    }

    /** The link for wallets that cannot fetch. */
    public String linkByValue() {
        return new CredentialOfferLink.ByValue(offer).toUri();
    }

    /** Never the codes: they would end in logs. */
    @Override
    public String toString() {
        return "MadeOffer[" + id + "]";
    }
}
