/** The examples of the consent profile, made and checked; start at {@link org.amana.core.consent.example.ConsentExamplesTest}. */
@NullMarked
package org.amana.core.consent.example;

import org.jspecify.annotations.NullMarked;
