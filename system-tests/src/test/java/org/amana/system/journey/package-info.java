/**
 * The whole story, clicked through by its people. Entry class: {@link org.amana.system.journey.Story}.
 */
@NullMarked
package org.amana.system.journey;

import org.jspecify.annotations.NullMarked;
