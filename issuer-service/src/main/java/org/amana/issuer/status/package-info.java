/**
 * Token Status Lists (draft-ietf-oauth-status-list-20): random indexes, one list for many people, re-signed per
 * publication interval. Enter at {@link org.amana.issuer.status.StatusLists}.
 */
@NullMarked
package org.amana.issuer.status;

import org.jspecify.annotations.NullMarked;
