/**
 * The other sides of a wallet, in this process and on real HTTP, made of core classes: an issuer, a verifier, a ledger with
 * register and trust list. Entry class: {@link org.amana.wallet.world.World}.
 */
@NullMarked
package org.amana.wallet.world;

import org.jspecify.annotations.NullMarked;
