@NullMarked
package org.amana.support.launch;

import org.jspecify.annotations.NullMarked;
