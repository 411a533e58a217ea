@NullMarked
package org.amana.node.backup;

import org.jspecify.annotations.NullMarked;
