/**
 * What wallets post to {@code response_uri} (OpenID4VP 1.0 sections 8.2 and 8.3, {@code direct_post.jwt}), judged and
 * turned into the next state of its check, once. Start at {@link org.amana.verifier.response.AcceptResponse}.
 */
@NullMarked
package org.amana.verifier.response;

import org.jspecify.annotations.NullMarked;
