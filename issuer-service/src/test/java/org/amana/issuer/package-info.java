/** Tests of the whole issuer over HTTP, with a small wallet and real PostgreSQL. */
@NullMarked
package org.amana.issuer;

import org.jspecify.annotations.NullMarked;
