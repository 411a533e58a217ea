package org.amana.ledger.log;

import org.amana.core.merkle.TreeHash;

/** The one row that is ever updated: how far the log reaches, and which leader may move it. */
record Head(long treeSize, TreeHash root, long epoch) {}
