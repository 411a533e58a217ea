package org.amana.verifier.code;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amana.core.problem.ProblemException;
import org.amana.core.vp.RequestCode;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.web.ClientAddress;
import org.amana.verifier.organisation.Organisation;
import org.amana.verifier.request.Checks;
import org.amana.verifier.request.RequestAddresses;
import org.amana.verifier.request.RequestObjects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A wallet brings a code and gets the link that the QR code shows. The request behind it is fetched as ever. */
@Service
class TakeCode {
    /** 128 bits in base64url and up: what a wallet says again to get the same once more. */
    private static final Pattern WALLET_NONCE = Pattern.compile("[A-Za-z0-9_-]{22,128}");
    private final RequestCodes codes;
    private final CodeSecrets secrets;
    private final CodeTries tries;
    private final Checks checks;
    private final RequestObjects objects;
    private final Clock clock;
    private final URI baseUrl;

    TakeCode(RequestCodes codes, CodeSecrets secrets, CodeTries tries, Checks checks, RequestObjects objects,
            Clock clock, AmanaProperties amana) {
        this.codes = codes;
        this.secrets = secrets;
        this.tries = tries;
        this.checks = checks;
        this.objects = objects;
        this.clock = clock;
        this.baseUrl = amana.baseUrl();
    }

    /** What came of it. */
    sealed interface Taken {
        /** {@code openid4vp://…} */
        record Link(String request) implements Taken {}

        /** Mistyped, never made, used, over, replaced, taken back, of another organisation: nobody learns which. */
        record Unknown() implements Taken {}

        /** Too many wrong ones; this one was not looked at. */
        record TooMany(Duration left) implements Taken {}
    }

    /**
     * Takes a code.
     *
     * @param typed as a person typed it
     * @param walletNonce random, said again by a wallet whose connection broke
     */
    @Transactional
    Taken take(Organisation organisation, String typed, String walletNonce, ClientAddress from) {
        Optional<Duration> pause = tries.admit(organisation.id(), from);
        if (pause.isPresent())
            return new Taken.TooMany(pause.get());
        Optional<String> link = link(organisation, typed, walletNonce);
        if (link.isEmpty())
            return new Taken.Unknown();
        tries.wasRight(organisation.id(), from);
        return new Taken.Link(link.get());
    }

    private Optional<String> link(Organisation organisation, String typed, String walletNonce) {
        if (!WALLET_NONCE.matcher(walletNonce).matches())
            return Optional.empty();
        return code(typed)
                .flatMap(code -> codes.use(organisation.id(), secrets.hash(organisation.id(), code),
                        secrets.nonce(walletNonce), clock.instant()))
                .flatMap(id -> checks.find(organisation.id(), id))
                .map(check -> RequestAddresses.link(baseUrl, check, objects.of(check.id()).getFirst()));
    }

    private static Optional<RequestCode> code(String typed) {
        try {
            return Optional.of(RequestCode.parse(typed));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
