/** Types, claims and codes in the holder's words. Entry class: {@link org.amana.wallet.type.TypeWordsTest}. */
@NullMarked
package org.amana.wallet.type;

import org.jspecify.annotations.NullMarked;
