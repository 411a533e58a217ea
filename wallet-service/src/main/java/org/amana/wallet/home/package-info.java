/**
 * The pages a person sees: choose a language, make and unlock a wallet, receive a card, answer a request, look back,
 * take back. Server-rendered; small ES modules under {@code /js} sign with the keys of the browser.
 */
@NullMarked
package org.amana.wallet.home;

import org.jspecify.annotations.NullMarked;
