/** Tests of {@link org.amana.core.rights}. */
@NullMarked
package org.amana.core.rights;

import org.jspecify.annotations.NullMarked;
