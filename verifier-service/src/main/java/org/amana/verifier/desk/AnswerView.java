package org.amana.verifier.desk;

import java.util.List;
import java.util.Locale;
import org.amana.verifier.answer.Answer;
import org.amana.verifier.answer.AnswerWords;
import org.amana.verifier.request.Check;
import org.jspecify.annotations.Nullable;

/** An answer as its page shows it. */
record AnswerView(String sentence, boolean isNo, List<String> conditions, @Nullable String lawReference) {

    static AnswerView of(Answer answer, Check check, AnswerWords words, Locale locale) {
        List<String> conditions = answer instanceof Answer.WithConditions with
                ? with.conditions().stream().map(condition -> words.words(condition, locale)).toList()
                : List.of();
        return new AnswerView(words.sentence(answer, locale), answer instanceof Answer.No, conditions,
                check.use().lawReference().orElse(null));
    }
}
