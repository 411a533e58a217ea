package org.amana.core.register;

import com.nimbusds.jose.jwk.ECKey;
import org.amana.core.note.LogIdentity;

/**
 * A ledger in the trust list.
 *
 * @param baseUrl its address
 * @param log what its receipts are verified against
 * @param noticeKey checks the notices it sends
 */
public record TrustedLedger(String baseUrl, LogIdentity log, ECKey noticeKey) {}
