/**
 * The desk of an authority's staff: pages and a JSON API over the same application services. Enter at
 * {@link org.amana.issuer.desk.Cases}.
 */
@NullMarked
package org.amana.issuer.desk;

import org.jspecify.annotations.NullMarked;
