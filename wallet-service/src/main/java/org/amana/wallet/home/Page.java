package org.amana.wallet.home;

/** Names of templates, and addresses after an act. */
final class Page {
    private Page() {}

    static String of(String template) {
        return "wallet-service/templates/" + template;
    }

    /** @param path begins with a slash, after the language */
    static String redirect(String language, String path) {
        return "redirect:/" + language + path;
    }
}
