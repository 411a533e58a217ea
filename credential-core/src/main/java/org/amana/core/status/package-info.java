/** Token Status List (draft-ietf-oauth-status-list-20), JWT form: start at {@link org.amana.core.status.StatusListToken}. */
@NullMarked
package org.amana.core.status;

import org.jspecify.annotations.NullMarked;
