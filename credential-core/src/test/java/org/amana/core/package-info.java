/** Access of tests to published vectors: start at {@link org.amana.core.Vectors}. */
@NullMarked
package org.amana.core;

import org.jspecify.annotations.NullMarked;
