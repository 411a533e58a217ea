/**
 * All four services in one process with a PostgreSQL of its own: the way to try Amana out; enter at
 * {@link org.amana.node.NodeApplication}.
 */
@NullMarked
package org.amana.node;

import org.jspecify.annotations.NullMarked;
