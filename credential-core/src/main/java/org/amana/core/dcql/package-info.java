/** The Digital Credentials Query Language (OID4VP 1.0 sections 6 and 7): parse a query at {@link org.amana.core.dcql.DcqlQuery}, answer it at {@link org.amana.core.dcql.DcqlMatcher}, check an answer at {@link org.amana.core.dcql.DcqlCheck}. */
@NullMarked
package org.amana.core.dcql;

import org.jspecify.annotations.NullMarked;
