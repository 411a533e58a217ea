/** SD-JWT VC: issue, read, select and verify (RFC 9901, draft-ietf-oauth-sd-jwt-vc-18); start at {@link org.amana.core.sdjwt.SdJwtVcVerifier}, and at {@link org.amana.core.sdjwt.SdJwtVcIssuer} to issue. */
@NullMarked
package org.amana.core.sdjwt;

import org.jspecify.annotations.NullMarked;
