/**
 * The authority's register: people as their office knows them, brought in as CSV by a Camel route. Enter at
 * {@link org.amana.issuer.source.RegisterImports}; columns are {@link org.amana.issuer.source.RegisterColumn}.
 */
@NullMarked
package org.amana.issuer.source;

import org.jspecify.annotations.NullMarked;
