package org.amana.core.vp;

import java.util.Locale;

/** How the Request Object is fetched (OID4VP 1.0 section 5.1). */
public enum RequestUriMethod {
    GET, POST;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
