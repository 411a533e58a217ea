/**
 * The employer's desk: its JSON API and the pages over the same services. Start at
 * {@link org.amana.verifier.desk.DeskApi}.
 */
@NullMarked
package org.amana.verifier.desk;

import org.jspecify.annotations.NullMarked;
