package org.amana.core.dcql;

import org.amana.core.sdjwt.UnverifiedSdJwtVc;

/**
 * A credential in the wallet, as the matcher sees it. It was verified when it was received; here only its claims
 * and Disclosures matter.
 *
 * @param id the wallet's own name for it; of several copies of one credential, one is offered to the matcher
 */
public record HeldCredential(String id, UnverifiedSdJwtVc credential) {}
