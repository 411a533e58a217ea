package org.amana.node;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Scheme and host under which browsers, phones and the services themselves reach this node; the ports follow
 * {@code --amana.ports.base}. Plain http is for this machine alone.
 *
 * <pre>
 * http://localhost        the default
 * https://amana.example   with --amana.tls=dev
 * </pre>
 *
 * @param origin without port and path, in lower case as browsers write it
 */
record BaseUrl(URI origin) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1");
    private static final String SHAPE = "--amana.base-url must name scheme and host alone, such as "
            + "https://amana.example; the ports are those of --amana.ports.base.";

    /**
     * Reads {@code --amana.base-url}.
     *
     * @param text what was asked for
     * @param tls whether {@code --amana.tls=dev} stands beside it
     * @throws WrongStart saying what to write instead
     */
    static BaseUrl parse(Optional<String> text, boolean tls) {
        URI uri = uri(text.orElse(tls ? "https://localhost" : "http://localhost"));
        boolean https = "https".equals(uri.getScheme());
        if (!https && !"http".equals(uri.getScheme())) {
            throw new WrongStart(SHAPE);
        }
        requireHostAlone(uri);
        BaseUrl url = new BaseUrl(URI.create(uri.toString().toLowerCase(Locale.ROOT)));
        if (!https && tls) {
            throw new WrongStart("--amana.tls=dev speaks https: write --amana.base-url=https://" + uri.getHost()
                    + ", or leave one of the two away.");
        }
        if (!https && !url.isLoopback()) {
            throw new WrongStart("Over " + url.origin() + " everybody on the network could read papers and passwords. "
                    + "Write --amana.base-url=https://" + uri.getHost() + " and add --amana.tls=dev.");
        }
        if (https && !tls) {
            throw new WrongStart("--amana.base-url=" + url.origin() + " needs a certificate. Add --amana.tls=dev, "
                    + "which makes one.");
        }
        return url;
    }

    private static void requireHostAlone(URI uri) {
        String host = uri.getHost();
        if (host == null || uri.getPort() != -1 || !uri.getRawAuthority().equals(host) || !uri.getRawPath().isEmpty()
                || uri.getRawQuery() != null || uri.getRawFragment() != null || host.endsWith(".")) {
            throw new WrongStart(SHAPE);
        }
        if (isAddress(host) && literal(host).isAnyLocalAddress()) {
            throw new WrongStart(host + " is no address that anybody can reach. Name this machine as others know it, "
                    + "such as --amana.base-url=https://amana.example.");
        }
    }

    /** DNS name, or address without brackets. */
    String host() {
        String host = origin.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    boolean isHttps() {
        return "https".equals(origin.getScheme());
    }

    /** Whether only browsers on this machine are meant. */
    boolean isLoopback() {
        return THIS_MACHINE.contains(origin.getHost());
    }

    /** What works less well than the person may expect. */
    Optional<String> warning() {
        return isAddress(origin.getHost())
                ? Optional.of("Note: passkeys need a name, so at " + origin + " wallets open by secret words alone.")
                : Optional.empty();
    }

    private static boolean isAddress(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+");
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw new WrongStart(SHAPE, e);
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new WrongStart("--amana.base-url is not an address. " + SHAPE, e);
        }
    }
}
