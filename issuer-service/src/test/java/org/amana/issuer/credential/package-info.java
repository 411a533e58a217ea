/** Tests of how a register row becomes claims. */
@NullMarked
package org.amana.issuer.credential;

import org.jspecify.annotations.NullMarked;
