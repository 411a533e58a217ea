/** Tests of the OpenID4VCI messages. */
@NullMarked
package org.amana.core.vci;

import org.jspecify.annotations.NullMarked;
