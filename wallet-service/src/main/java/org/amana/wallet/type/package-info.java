/**
 * Credential types in plain words: names, labels and values in the holder's language, out of SD-JWT VC type metadata
 * (draft-ietf-oauth-sd-jwt-vc-18 section 5). Entry class: {@link org.amana.wallet.type.TypeWords}.
 */
@NullMarked
package org.amana.wallet.type;

import org.jspecify.annotations.NullMarked;
