/** JSON from strangers: strict parsing (RFC 8259, I-JSON RFC 7493) and canonical form (RFC 8785); start at {@link org.amana.core.json.StrictJson}. */
@NullMarked
package org.amana.core.json;

import org.jspecify.annotations.NullMarked;
