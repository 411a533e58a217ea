/** Table tests of the answer rule. */
@NullMarked
package org.amana.verifier.answer;

import org.jspecify.annotations.NullMarked;
