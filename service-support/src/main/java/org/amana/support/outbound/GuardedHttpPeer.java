package org.amana.support.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.amana.core.http.HttpAnswer;
import org.amana.core.http.HttpPeer;
import org.amana.core.http.HttpQuestion;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.ProblemException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/**
 * Asks another machine under guard: {@link OutboundRule} before and after name resolution, and the checked address is
 * the one connected to, so a name that changes its answer in between (DNS rebinding) gains nothing. No redirect, cookie,
 * proxy or stored credential; the answer is cut off at the question's size and time.
 */
final class GuardedHttpPeer implements HttpPeer, AutoCloseable {
    private final OutboundRule rule;
    private final HostNames names;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("outbound-deadline").factory());

    GuardedHttpPeer(OutboundRule rule, HostNames names, SSLContext trust) {
        this.rule = rule;
        this.names = names;
        this.client = GuardedConnections.client(trust);
    }

    @Override
    public HttpAnswer exchange(HttpQuestion question) {
        URI uri = question.uri();
        rule.checkOrigin(uri);
        List<InetAddress> addresses = lookUp(uri);
        rule.checkAddresses(uri, addresses);
        HttpUriRequestBase request = request(question);
        var late = new AtomicBoolean();
        ScheduledFuture<?> deadline = deadlines.schedule(() -> {
            late.set(true);
            request.cancel();
        }, question.timeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return exchange(request, question, addresses);
        } catch (IOException e) {
            throw problem(e, uri, late.get());
        } catch (CancellationException e) {
            throw problem(new InterruptedIOException(), uri, true);
        } finally {
            deadline.cancel(false);
        }
    }

    private HttpAnswer exchange(HttpUriRequestBase request, HttpQuestion question, List<InetAddress> addresses)
            throws IOException {
        for (InetAddress address : addresses.subList(0, addresses.size() - 1)) {
            try {
                return exchange(request, question, address);
            } catch (ConnectException e) {
                // nothing was sent yet; the next address of the same host may answer
                request.reset();
            }
        }
        return exchange(request, question, addresses.getLast());
    }

    private HttpAnswer exchange(HttpUriRequestBase request, HttpQuestion question, InetAddress address)
            throws IOException {
        URI uri = question.uri();
        var target = new HttpHost(OutboundRule.scheme(uri), address, uri.getHost(), OutboundRule.port(uri));
        return client.execute(target, request, response -> answer(response, question));
    }

    private List<InetAddress> lookUp(URI uri) {
        try {
            return names.lookUp(uri.getHost());
        } catch (UnknownHostException e) {
            throw problem(e, uri, false);
        }
    }

    private static HttpUriRequestBase request(HttpQuestion question) {
        var request = new HttpUriRequestBase(question.method(), question.uri());
        question.headers().forEach(request::setHeader);
        byte[] body = question.body();
        if (body.length > 0 || "POST".equals(question.method())) {
            request.removeHeaders("Content-Type");
            request.setEntity(new ByteArrayEntity(body, contentType(question)));
        }
        return request;
    }

    private static @Nullable ContentType contentType(HttpQuestion question) {
        return question.headers()
                .entrySet()
                .stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
                .map(header -> ContentType.parse(header.getValue()))
                .findFirst()
                .orElse(null);
    }

    private static HttpAnswer answer(ClassicHttpResponse response, HttpQuestion question) throws IOException {
        int status = response.getCode();
        if (status >= 301 && status <= 308 && status != 304) {
            throw new ProblemException(
                    new PeerProblem.Refused(question.uri().getHost() + " redirects; redirects are not followed"));
        }
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.computeIfAbsent(header.getName().toLowerCase(java.util.Locale.ROOT), name -> new ArrayList<>())
                    .add(header.getValue());
        }
        return new HttpAnswer(status, headers, body(response.getEntity(), question));
    }

    /** Reads one byte more than allowed at most; a wrong Content-Length or none changes nothing. */
    private static byte[] body(@Nullable HttpEntity entity, HttpQuestion question) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        try (InputStream in = entity.getContent()) {
            byte[] body = in.readNBytes(question.maxAnswerBytes() + 1);
            if (body.length > question.maxAnswerBytes()) {
                throw new ProblemException(new PeerProblem.TooLarge(question.uri().getHost() + " answered more than "
                        + question.maxAnswerBytes() + " bytes"));
            }
            return body;
        }
    }

    private static ProblemException problem(IOException e, URI uri, boolean late) {
        if (late || e instanceof InterruptedIOException) {
            return new ProblemException(new PeerProblem.TimedOut(uri.getHost() + " did not answer in time"), e);
        }
        String why = e instanceof UnknownHostException ? " has no address" : " cannot be reached";
        return new ProblemException(new PeerProblem.Unreachable(uri.getHost() + why), e);
    }

    @Override
    public void close() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
