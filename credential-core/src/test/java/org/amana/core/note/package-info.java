/** Tests of {@link org.amana.core.note}. */
@NullMarked
package org.amana.core.note;

import org.jspecify.annotations.NullMarked;
