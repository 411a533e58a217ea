/**
 * Who has to agree beside a person under age: whether they are, by the office's register, and whether the mandate of the
 * guardian who agreed holds. Enter at {@link org.amana.issuer.guardian.JudgeAge}.
 */
@NullMarked
package org.amana.issuer.guardian;

import org.jspecify.annotations.NullMarked;
