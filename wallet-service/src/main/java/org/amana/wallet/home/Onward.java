package org.amana.wallet.home;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * Where a person was going when the wallet turned out to be locked. It waits in the session and never in an address: an
 * address that says where to go next could be made by anybody.
 */
final class Onward {
    private static final String WAITING = "amana.onward";
    private static final int LONGEST = 8_192;

    private Onward() {}

    /** Keeps the page of a GET request; what a POST wanted is not done later. */
    static void keep(HttpServletRequest request) {
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String rest = afterLanguage(request.getRequestURI()) + query;
        if (request.getMethod().equals("GET") && rest.length() <= LONGEST) {
            request.getSession().setAttribute(WAITING, rest);
        }
    }

    static boolean waits(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(WAITING) != null;
    }

    /** The waiting page in the language the person reads now, or the cards. */
    static String take(HttpServletRequest request, String language) {
        HttpSession session = request.getSession(false);
        Object waiting = session == null ? null : session.getAttribute(WAITING);
        if (session == null || waiting == null) {
            return "redirect:/" + language + "/home";
        }
        session.removeAttribute(WAITING);
        // braces would be read as a template of an address
        return "redirect:/" + language + waiting.toString().replace("{", "%7B").replace("}", "%7D");
    }

    private static String afterLanguage(String path) {
        int second = path.indexOf('/', 1);
        return second < 0 ? "" : path.substring(second);
    }
}
