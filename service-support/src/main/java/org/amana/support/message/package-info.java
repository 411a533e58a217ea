/**
 * Texts in every language through ICU MessageFormat; one file per language, feature and service; enter at
 * {@link org.amana.support.message.IcuMessageSource}.
 */
@NullMarked
package org.amana.support.message;

import org.jspecify.annotations.NullMarked;
