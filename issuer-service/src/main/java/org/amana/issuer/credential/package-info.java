/**
 * The credential endpoint (OpenID4VCI 1.0 section 8): checks token and proofs, allots status indexes, signs. Enter at
 * {@link org.amana.issuer.credential.IssueCredentials}.
 */
@NullMarked
package org.amana.issuer.credential;

import org.jspecify.annotations.NullMarked;
