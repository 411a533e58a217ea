package org.amana.wallet.problem;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.amana.core.http.PeerProblem;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.amana.core.register.RegisterProblem;
import org.amana.support.ledger.LedgerProblem;
import org.amana.support.web.Faults;
import org.amana.wallet.vault.VaultLocked;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The one place where a refusal becomes an HTTP answer in the holder's language. */
@RestControllerAdvice(annotations = RestController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public class WalletProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(WalletProblemAnswers.class);
    private static final String RETRY_SECONDS = "30";

    private final MessageSource messages;
    private final HelpCodes helpCodes;

    WalletProblemAnswers(MessageSource messages, HelpCodes helpCodes) {
        this.messages = messages;
        this.helpCodes = helpCodes;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(ProblemException e, Locale locale) {
        return answer(walletProblem(e.problem()), locale);
    }

    @ExceptionHandler({HttpMessageNotReadableException.class, InvalidParameterException.class,
            TypeMismatchException.class})
    ResponseEntity<ProblemDetail> unreadable(Exception e, Locale locale) {
        return answer(new ApiProblem.UnreadableRequest("expected a JSON object of this endpoint"), locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> locked(VaultLocked e, Locale locale) {
        return answer(new ApiProblem.Locked(), locale);
    }

    /** Only the kind of fault and where it arose go to the log: a message might quote what a holder typed or holds. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(RuntimeException e, Locale locale) {
        if (Faults.isDatabaseAway(e)) {
            return answer(new ApiProblem.StoreDown(), locale);
        }
        ResponseEntity<ProblemDetail> answer = answer(new ApiProblem.Fault(), locale);
        LOG.error("fault {} at {}", e.getClass().getName(), e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
        return answer;
    }

    /** As the API would answer, for pages: they put the same sentences into HTML. */
    public ProblemDetail explain(RuntimeException e, Locale locale) {
        ResponseEntity<ProblemDetail> answer = switch (e) {
            case ProblemException known -> answer(known, locale);
            case VaultLocked locked -> locked(locked, locale);
            default -> fault(e, locale);
        };
        return Objects.requireNonNull(answer.getBody(), "every answer explains itself");
    }

    /** The answer to a refusal, also for filters that stand before any controller. */
    public ResponseEntity<ProblemDetail> answer(WalletProblem problem, Locale locale) {
        Object[] arguments = problem.arguments().stream().map(WalletProblemAnswers::isolated).toArray();
        String title = messages.getMessage("problem." + problem.code() + ".title", arguments, locale);
        String shared = messages.getMessage(problem.shared() ? "problem.shared" : "problem.not-shared", null, locale);
        String helpCode = helpCodes.next();
        ProblemDetail detail = ProblemDetail.forStatus(problem.status());
        detail.setType(URI.create("urn:amana:problem:" + problem.code()));
        detail.setTitle(title);
        detail.setDetail(title + " " + shared);
        detail.setProperty("reason", problem.code());
        detail.setProperty("shared", problem.shared());
        detail.setProperty("next", messages.getMessage("problem." + problem.code() + ".next", arguments, locale));
        detail.setProperty("code", helpCode);
        if (!problem.findings().isEmpty()) {
            detail.setProperty("findings", problem.findings());
        }
        LOG.info("refused {} {} help={}", problem.code(), problem.findings(), helpCode);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem.status() == HttpStatus.TOO_MANY_REQUESTS.value()
                || problem.status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
            answer.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return answer.body(detail);
    }

    private static WalletProblem walletProblem(Problem problem) {
        return switch (problem) {
            case WalletProblem known -> known;
            case LedgerProblem ledger -> new ApiProblem.RegisterDown(ledger.description());
            case RegisterProblem register -> new ApiProblem.RegisterDown(register.description());
            case PeerProblem peer -> new ApiProblem.PeerFailed(peer.description());
            default -> new ApiProblem.NotUnderstood(problem.description());
        };
    }

    /** Foreign names keep their own direction inside a sentence (Unicode FSI … PDI). */
    private static Object isolated(Object argument) {
        return switch (argument) {
            case List<?> list -> String.join(", ", list.stream().map(item -> "\u2068" + item + "\u2069").toList());
            case String word -> "\u2068" + word + "\u2069";
            default -> argument;
        };
    }
}
