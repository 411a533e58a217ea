@NullMarked
package org.amana.core.exchange;

import org.jspecify.annotations.NullMarked;
