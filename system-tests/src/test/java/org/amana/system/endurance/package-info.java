/**
 * Long runs of the packaged node: the whole story for minutes on end, and mutations of valid messages at every public
 * endpoint. Each build runs them for a short while, {@code ./verify --all} for long. Entry class:
 * {@link org.amana.system.endurance.SoakIT}.
 */
@NullMarked
package org.amana.system.endurance;

import org.jspecify.annotations.NullMarked;
