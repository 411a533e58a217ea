package org.amana.support.staff;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks a password behind the {@link LoginThrottle}; an unknown name takes as long as a wrong password. */
final class StaffAuthentication implements AuthenticationProvider {
    private final DaoAuthenticationProvider passwords;
    private final LoginThrottle throttle;

    StaffAuthentication(DaoAuthenticationProvider passwords, LoginThrottle throttle) {
        this.passwords = passwords;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "unknown";
        if (throttle.mustWait(attempt.getName(), address)) {
            throw new LockedException("too many wrong passwords from this address");
        }
        if (attempt.getName().indexOf('\0') >= 0) { // the database would refuse it, and that would be logged as our fault
            throttle.failed(attempt.getName(), address);
            throw new BadCredentialsException("nobody has such a name");
        }
        try {
            Authentication staff = passwords.authenticate(attempt);
            throttle.succeeded(attempt.getName(), address);
            return staff;
        } catch (BadCredentialsException e) {
            throttle.failed(attempt.getName(), address);
            throw e;
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
