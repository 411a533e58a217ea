/**
 * What crosses the HTTP edge of a service: security headers, body caps, problems (RFC 9457) and error pages; enter at
 * {@link org.amana.support.web.OpenPaths} and {@link org.amana.support.web.ProblemMapping}.
 */
@NullMarked
package org.amana.support.web;

import org.jspecify.annotations.NullMarked;
