package org.amana.ledger.forward;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.amana.core.http.HttpAnswer;
import org.amana.core.problem.ProblemException;
import org.amana.ledger.log.Leader;
import org.amana.ledger.log.LogProblem;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Hands a command to the leader while this process follows, and gives back what the leader answers.
 *
 * <pre>
 * POST /v1/entries at a follower -> POST /v1/entries, Amana-Forwarded: 1, at the leader -> 201, the leader's bytes
 * </pre>
 *
 * <p>Tokens are looked at by the leader alone, so none is spent here; they name the public address, which all processes
 * share. Where no leader is known, or it cannot be reached, the answer is 503 with Retry-After as if nothing were passed
 * on. After a 503 a caller may send the same body under the same {@code Idempotency-Key}, with a fresh token, as often
 * as it likes: it is one entry, whichever process took it, and the same receipt (but for the milliseconds of decision
 * 0125). A confirmation of erasure is one for each record without a key too. A person's request for erasure is signed
 * anew; when there is nothing left to erase, the first one did it, and its receipt is lost. An import of the register
 * adds nothing twice.
 */
final class ForwardFilter extends OncePerRequestFilter {
    /** Of one connection alone (RFC 9110 section 7.6.1), or written anew by this server. */
    private static final Set<String> OF_ONE_HOP = Set.of("connection", "keep-alive", "proxy-authenticate",
            "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "content-length", "date");
    private final RequestMatcher commands;
    private final Supplier<Optional<Leader>> leaders;
    private final AskLeader ask;

    ForwardFilter(RequestMatcher commands, Supplier<Optional<Leader>> leaders, AskLeader ask) {
        this.commands = commands;
        this.leaders = leaders;
        this.ask = ask;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Leader> leader = leaders.get();
        if (leader.isEmpty() || !commands.matches(request)) {
            chain.doFilter(request, response);
            return;
        }
        if (request.getHeader(ForwardedRequest.MARK) != null) {
            // whoever passed it on took this process for the leader; the next step of its own will tell it better
            throw new ProblemException(new LogProblem.NotLeading());
        }
        Optional<ForwardedRequest> forwarded = ForwardedRequest.of(request);
        if (forwarded.isEmpty()) {
            chain.doFilter(request, response); // refused here, in the words of the API
            return;
        }
        byte[] body = request.getInputStream().readAllBytes(); // the body cap stands before this filter
        write(ask.ask(leader.get(), forwarded.get().to(leader.get().address(), body)), response);
    }

    private static void write(HttpAnswer answer, HttpServletResponse response) throws IOException {
        var dropped = new HashSet<>(OF_ONE_HOP);
        answer.headers()
                .getOrDefault("connection", List.of())
                .forEach(names -> Arrays.stream(names.toLowerCase(Locale.ROOT).split(",", -1))
                        .map(String::strip)
                        .forEach(dropped::add));
        response.setStatus(answer.status());
        answer.headers().forEach((name, values) -> {
            if (!dropped.contains(name)) {
                values.forEach(value -> response.addHeader(name, value));
            }
        });
        response.getOutputStream().write(answer.body());
    }
}
