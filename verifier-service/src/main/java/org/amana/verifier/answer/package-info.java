/**
 * The employer's question and the sealed answer to it: a pure rule over the job asked about, the
 * {@code work_permission} group of a right-to-work credential and the day
 * ({@code schemas/right-to-work/rulebook.md}). Start at {@link org.amana.verifier.answer.AnswerRule}.
 */
@NullMarked
package org.amana.verifier.answer;

import org.jspecify.annotations.NullMarked;
