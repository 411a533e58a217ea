package org.amana.wallet.presentation;

import java.time.Period;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amana.core.register.IntendedUse;
import org.amana.support.page.IsolatedText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * How long and on which ground, in words. The page and the notice both speak through it, so that what the person reads, the
 * text in the receipt and the hash in the event are the same.
 */
@Component
public class UseWords {

    private static final int DAYS_OF_A_MONTH = 30;

    /** Terms of the W3C DPV extension {@code eu-gdpr}; a name may follow the article, e.g. {@code A6-1-e-public-interest}. */
    private static final Pattern TERM = Pattern.compile("eu-gdpr:A([0-9]+)((?:-(?:[0-9]+|[a-z])(?=-|$))*)(?:-.*)?");

    private static final Map<String, String> GROUNDS = Map.of("6(1)(a)", "basis.consent", "6(1)(b)", "basis.contract",
            "6(1)(c)", "basis.law", "6(1)(d)", "basis.life", "6(1)(e)", "basis.public_task", "6(1)(f)",
            "basis.interest", "9(2)(a)", "basis.explicit_consent");

    private final MessageSource messages;

    UseWords(MessageSource messages) {
        this.messages = messages;
    }

    /** A sentence, e.g. "They keep it for 6 months."; a period of zero means shown, not kept. */
    public String retention(Period retention, Locale language) {
        return retention.isZero()
                ? text("request.keep.nothing", language)
                : text("request.keep.time", language, time("time.keep", retention, language));
    }

    /**
     * How often something is sent, e.g. "Every 3 months".
     *
     * @param every ISO 8601 period between two times; absent for once
     */
    public String every(@Nullable String every, Locale language) {
        return every == null
                ? text("time.once", language)
                : time("time.every", Period.parse(every), language);
    }

    private String time(String key, Period of, Locale language) {
        Period period = of.normalized();
        if (period.getMonths() == 0 && period.getDays() == 0) {
            return text(key + ".years", language, period.getYears());
        }
        return period.getDays() == 0
                ? text(key + ".months", language, period.toTotalMonths())
                : text(key + ".days", language, period.toTotalMonths() * DAYS_OF_A_MONTH + period.getDays());
    }

    /**
     * A ground with its article, e.g. "a law asks for it (Art. 6(1)(c) GDPR)"; a ground without words of its own is its
     * article alone.
     *
     * @param term as in {@link IntendedUse#legalBasis()}; what is no such term stays as it is
     */
    public String legalBasis(String term, Locale language) {
        Matcher matcher = TERM.matcher(term);
        if (!matcher.matches()) {
            return IsolatedText.of(term);
        }
        String number = matcher.group(1) + matcher.group(2).replaceAll("-([^-]+)", "($1)");
        String article = text("basis.article", language, IsolatedText.of(number));
        String ground = GROUNDS.get(number);
        return ground == null ? article : text(ground, language, article);
    }

    private String text(String key, Locale language, Object... arguments) {
        return messages.getMessage(key, arguments, language);
    }
}
