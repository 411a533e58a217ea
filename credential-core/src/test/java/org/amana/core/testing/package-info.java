/** Fixtures that tests of every module share: certificates ({@link org.amana.core.testing.TestCa}), time, randomness. */
@NullMarked
package org.amana.core.testing;

import org.jspecify.annotations.NullMarked;
