package org.amana.verifier.desk;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amana.support.staff.StaffMember;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Lets staff reach the pages and endpoints of their duty alone, before any of them has read anything. */
final class DutyRule implements HandlerInterceptor {
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && duties(method).stream().noneMatch(DutyRule::isMine))
            throw new AccessDeniedException("another duty's page");
        return true;
    }

    /** Whose it is; nobody's where nothing is said. */
    static List<Duty> duties(HandlerMethod method) {
        return Optional.ofNullable(method.getMethodAnnotation(Duty.Of.class))
                .or(() -> Optional.ofNullable(method.getBeanType().getAnnotation(Duty.Of.class)))
                .map(of -> Arrays.asList(of.value()))
                .orElse(List.of());
    }

    private static boolean isMine(Duty duty) {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who != null && who.isAuthenticated() && who.getPrincipal() instanceof StaffMember member
                && duty.isOf(member);
    }
}
