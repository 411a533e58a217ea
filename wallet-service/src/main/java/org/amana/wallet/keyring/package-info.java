/**
 * Where the keys are that credentials are bound to: in the holder's browser, where the service prepares the bytes and
 * receives the signature, or sealed in the vault. Entry class: {@link org.amana.wallet.keyring.Keyrings}.
 */
@NullMarked
package org.amana.wallet.keyring;

import org.jspecify.annotations.NullMarked;
