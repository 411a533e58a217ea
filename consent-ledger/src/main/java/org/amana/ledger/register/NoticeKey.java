package org.amana.ledger.register;

import org.amana.core.key.SigningKey;

/**
 * Signs what the ledger tells recipients; its public half is in the trust list.
 *
 * @param key in the key folder, alias {@code notice}
 */
public record NoticeKey(SigningKey key) {}
