/** The whole story over the published APIs, step by step, each step read back from another service; enter at {@link org.amana.node.tour.Tour}. */
@NullMarked
package org.amana.node.tour;

import org.jspecify.annotations.NullMarked;
