/**
 * Publishes the API document of a service (OpenAPI 3.1), a file that its tests derive and check; enter at
 * {@code OpenApiController}.
 */
@NullMarked
package org.amana.support.openapi;

import org.jspecify.annotations.NullMarked;
