/**
 * The wallet: a person keeps credentials, sees who asks what and why, says yes, no or less, and takes it back. Entry
 * class: {@link org.amana.wallet.WalletApplication}; the JSON API is described feature by feature in the packages below.
 */
@NullMarked
package org.amana.wallet;

import org.jspecify.annotations.NullMarked;
