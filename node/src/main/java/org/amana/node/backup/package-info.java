/**
 * Copies of a node, and nodes from copies; enter at {@link org.amana.node.backup.Backup} and
 * {@link org.amana.node.backup.Restore}.
 */
@NullMarked
package org.amana.node.backup;

import org.jspecify.annotations.NullMarked;
