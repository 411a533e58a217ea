package org.amana.core.register;

import java.net.URI;

/**
 * A party in the trust list that asks people: whom a person can choose, and where a wallet brings the code they were told.
 *
 * <pre>
 * {"id":"harbour-municipality","identifier":"NTRXA-MUNICIPALITY-7","name":{"en":"Harbour Municipality"},"country":"XA",
 *  "code_url":"https://verifier.example/harbour-municipality/codes"}
 * </pre>
 *
 * @param identifier the one in its certificates
 * @param codeUrl see {@link org.amana.core.vp.RequestCode}
 */
public record TrustedRequester(String id, String identifier, LocalizedText name, String country, String codeUrl) {
    /** Where it takes the address of a wallet's inbox, beside where it takes codes ({@link org.amana.core.inbox.InboxGrant}). */
    public URI inboxUrl() {
        return URI.create(codeUrl).resolve("inbox");
    }
}
