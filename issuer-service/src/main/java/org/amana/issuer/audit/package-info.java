/** Who did what to which row and when, without claim values. Enter at {@link org.amana.issuer.audit.AuditTrail}. */
@NullMarked
package org.amana.issuer.audit;

import org.jspecify.annotations.NullMarked;
