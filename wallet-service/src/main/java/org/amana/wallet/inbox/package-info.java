/**
 * Addresses at which an office may write to a wallet that is locked (decision 0162): each is random, made for one office,
 * with a key of its own, and taken back with one tap. Entry classes: {@link org.amana.wallet.inbox.Inboxes}, {@link
 * org.amana.wallet.inbox.ReceiveMessage}; what came is opened in {@code presentation}.
 *
 * <pre>
 * POST   /inbox/{address}            application/jose, an {@link org.amana.core.inbox.InboxQuestion}; no cookie, no account
 *   -> 202; 404 whatever is wrong with message or address; 429 when too much came, Retry-After in seconds
 * GET    /api/v1/inboxes             -> [{"id","office","since","state":"offered|known|refused"}]     who may write
 * POST   /api/v1/inboxes {"record"}  -> 201, one of these; the office of that consent may write from now on
 * DELETE /api/v1/inboxes/{id}        -> 204, it may no more
 * </pre>
 */
@NullMarked
package org.amana.wallet.inbox;

import org.jspecify.annotations.NullMarked;
