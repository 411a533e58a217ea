@NullMarked
package org.amana.core.inbox;

import org.jspecify.annotations.NullMarked;
