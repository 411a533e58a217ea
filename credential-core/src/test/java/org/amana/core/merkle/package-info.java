/** Tests of {@link org.amana.core.merkle}. */
@NullMarked
package org.amana.core.merkle;

import org.jspecify.annotations.NullMarked;
