package org.amana.wallet.home;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.amana.core.problem.ProblemException;
import org.amana.wallet.problem.WalletProblemAnswers;
import org.amana.wallet.vault.VaultLocked;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSource;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.ModelAndView;

/** Refusals as pages. A locked wallet is no refusal: the person opens it and goes on. */
@ControllerAdvice(basePackageClasses = PageProblems.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageProblems {
    private static final String LOCKED = "wallet_locked";

    private final WalletProblemAnswers answers;
    private final MessageSource messages;

    PageProblems(WalletProblemAnswers answers, MessageSource messages) {
        this.answers = answers;
        this.messages = messages;
    }

    @ExceptionHandler
    ModelAndView refused(ProblemException e, Locale locale, HttpServletRequest request) {
        return e.problem().code().equals(LOCKED) ? toTheDoor(locale, request) : page(answers.explain(e, locale));
    }

    @ExceptionHandler
    ModelAndView locked(VaultLocked e, Locale locale, HttpServletRequest request) {
        return toTheDoor(locale, request);
    }

    @ExceptionHandler({ServletRequestBindingException.class, MultipartException.class,
            InvalidParameterException.class, TypeMismatchException.class})
    ModelAndView unreadable(Exception e, Locale locale) {
        return page(HttpStatus.BAD_REQUEST, Trouble.plain(messages.getMessage("failed.title", null, locale),
                messages.getMessage("failed.session.next", null, locale)));
    }

    @ExceptionHandler
    ModelAndView fault(RuntimeException e, Locale locale) {
        return page(answers.explain(e, locale));
    }

    private static ModelAndView toTheDoor(Locale locale, HttpServletRequest request) {
        Onward.keep(request);
        return new ModelAndView("redirect:/" + locale.toLanguageTag() + "/unlock");
    }

    private static ModelAndView page(ProblemDetail detail) {
        return page(HttpStatusCode.valueOf(detail.getStatus()), Trouble.of(detail));
    }

    private static ModelAndView page(HttpStatusCode status, Trouble trouble) {
        var page = new ModelAndView(Page.of("problem"));
        page.setStatus(status);
        return page.addObject("problem", trouble);
    }
}
