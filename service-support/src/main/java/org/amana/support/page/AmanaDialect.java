package org.amana.support.page;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.amana.support.staff.StaffMember;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;
import org.thymeleaf.dialect.AbstractDialect;
import org.thymeleaf.dialect.IExpressionObjectDialect;
import org.thymeleaf.expression.IExpressionObjectFactory;
import org.thymeleaf.web.servlet.IServletWebRequest;

/** Gives templates the expression object {@code #amana}. */
final class AmanaDialect extends AbstractDialect implements IExpressionObjectDialect, IExpressionObjectFactory {
    private final PageLanguages languages;

    AmanaDialect(PageLanguages languages) {
        super("amana");
        this.languages = languages;
    }

    @Override
    public IExpressionObjectFactory getExpressionObjectFactory() {
        return this;
    }

    @Override
    public Set<String> getAllExpressionObjectNames() {
        return Set.of("amana");
    }

    @Override
    public boolean isCacheable(String name) {
        return true;
    }

    @Override
    public PageExpressions buildObject(IExpressionContext context, String name) {
        if (context instanceof IWebContext web
                && web.getExchange().getRequest() instanceof IServletWebRequest request) {
            var servlet = (HttpServletRequest) request.getNativeRequestObject();
            // an error page stands at the address that failed
            Object failed = servlet.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
            return new PageExpressions(context.getLocale(), languages,
                    failed instanceof String path ? path : servlet.getRequestURI(), servlet.getQueryString(),
                    staff(servlet));
        }
        return new PageExpressions(context.getLocale(), languages, "/", null, null);
    }

    private static @Nullable String staff(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof Authentication authentication
                && authentication.getPrincipal() instanceof StaffMember member ? member.getUsername() : null;
    }
}
