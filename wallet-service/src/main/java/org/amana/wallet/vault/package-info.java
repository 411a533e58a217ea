/**
 * The sealed store: everything a holder keeps is a row of ciphertext under that holder's own key, and nothing else is
 * stored about a holder. Entry class: {@link org.amana.wallet.vault.Vault}.
 */
@NullMarked
package org.amana.wallet.vault;

import org.jspecify.annotations.NullMarked;
