package org.amana.ledger.register;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A legal basis as lawyers write it.
 *
 * @param term of the W3C DPV extension {@code eu-gdpr}, such as {@code eu-gdpr:A6-1-a}
 */
public record LegalBasis(String term) {
    private static final String PREFIX = "eu-gdpr:A";
    private static final Pattern ARTICLE = Pattern.compile("([0-9]+)-([0-9]+)-([a-z])(?:-.*)?");

    /** Such as {@code Art. 6(1)(a) GDPR}; a term of another form stays as it is, without its prefix. */
    public String article() {
        String number = term.startsWith(PREFIX) ? term.substring(PREFIX.length()) : term;
        Matcher article = ARTICLE.matcher(number);
        return article.matches()
                ? "Art. " + article.group(1) + "(" + article.group(2) + ")(" + article.group(3) + ") GDPR"
                : "Art. " + number + " GDPR";
    }

    /** The part of a message key that is its own. */
    public String key() {
        return term.startsWith(PREFIX) ? term.substring(PREFIX.length() - 1) : term;
    }
}
