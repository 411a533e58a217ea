/**
 * The authorities that issue through this service, by configuration alone: path, issuer identifier, keys, types, staff.
 * Enter at {@link org.amana.issuer.authority.Authorities}.
 */
@NullMarked
package org.amana.issuer.authority;

import org.jspecify.annotations.NullMarked;
