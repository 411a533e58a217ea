/** What is wrong with an input or a peer, as values: {@link org.amana.core.problem.Problem} is thrown in a {@link org.amana.core.problem.ProblemException}, a {@link org.amana.core.problem.Finding} is part of a returned verdict (RFC 6749 section 5.2 limits the text). */
@NullMarked
package org.amana.core.problem;

import org.jspecify.annotations.NullMarked;
