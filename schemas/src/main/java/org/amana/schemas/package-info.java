/**
 * Credential types as documents: SD-JWT VC type metadata (draft-ietf-oauth-sd-jwt-vc-18 section 5), claim schemas,
 * issuance rules and rulebooks. Enter at {@link org.amana.schemas.Schemas}.
 */
@NullMarked
package org.amana.schemas;

import org.jspecify.annotations.NullMarked;
