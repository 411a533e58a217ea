/**
 * Figures as ratios against a yardstick in the same run (docs/benchmarks.md). Entry class:
 * {@link org.amana.system.benchmark.Benchmarks}.
 */
@NullMarked
package org.amana.system.benchmark;

import org.jspecify.annotations.NullMarked;
