/** Invented organisations and people for trying Amana out; enter at {@link org.amana.node.demo.DemoPeople}. */
@NullMarked
package org.amana.node.demo;

import org.jspecify.annotations.NullMarked;
