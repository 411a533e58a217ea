/** Tests of {@link org.amana.core.consent}. */
@NullMarked
package org.amana.core.consent;

import org.jspecify.annotations.NullMarked;
