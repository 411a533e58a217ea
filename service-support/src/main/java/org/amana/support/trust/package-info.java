/**
 * Whom this service believes: the register's signed trust list, fetched and kept; enter at
 * {@link org.amana.support.trust.TrustListSource}.
 */
@NullMarked
package org.amana.support.trust;

import org.jspecify.annotations.NullMarked;
