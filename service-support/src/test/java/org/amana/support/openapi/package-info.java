/**
 * Derives the API document of a running service, and holds the service to it; enter at {@link
 * org.amana.support.openapi.OpenApiContract}.
 */
@NullMarked
package org.amana.support.openapi;

import org.jspecify.annotations.NullMarked;
