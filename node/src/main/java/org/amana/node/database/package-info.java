/**
 * PostgreSQL inside the node: its files in the data folder, one role and one schema per service; enter at
 * {@link org.amana.node.database.NodeDatabase}.
 */
@NullMarked
package org.amana.node.database;

import org.jspecify.annotations.NullMarked;
