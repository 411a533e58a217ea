/** The packaged node as a person starts it at a terminal: the tour, and wrong starts. */
@NullMarked
package org.amana.system.start;

import org.jspecify.annotations.NullMarked;
