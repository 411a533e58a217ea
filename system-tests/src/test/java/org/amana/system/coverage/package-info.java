/**
 * Says which sentences of the specifications and which rows of {@code negative-cases.tsv} are held
 * by a test, read from the test sources themselves. Entry classes: {@link SpecCoverageTest},
 * {@link NegativeCasesCoverageTest}.
 */
@NullMarked
package org.amana.system.coverage;

import org.jspecify.annotations.NullMarked;
