/** Tests of {@link org.amana.core.register}. */
@NullMarked
package org.amana.core.register;

import org.jspecify.annotations.NullMarked;
