package org.amana.wallet.inbox;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.amana.core.inbox.InboxAddress;
import org.amana.core.inbox.InboxQuestion;
import org.amana.wallet.world.World;

/** An office that writes, or somebody who does as if. */
final class Office {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Office() {}

    static String seal(InboxAddress to, String link) {
        return new InboxQuestion(link, World.now().plus(Duration.ofDays(14))).seal(to);
    }

    static int ask(InboxAddress to, String link) {
        return write(to.url(), seal(to, link));
    }

    static int write(URI inbox, String message) {
        return post(inbox, InboxQuestion.MEDIA_TYPE, message).statusCode();
    }

    static HttpResponse<String> post(URI inbox, String type, String message) {
        try {
            return HTTP.send(HttpRequest.newBuilder(inbox)
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString(message))
                    .build(), BodyHandlers.ofString());
        } catch (java.io.IOException e) {
            throw new IllegalStateException("the wallet did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
