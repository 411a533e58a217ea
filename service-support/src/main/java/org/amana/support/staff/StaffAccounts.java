package org.amana.support.staff;

import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.annotation.Transactional;

/** Built-in accounts of the service's staff, in its own schema. There is no default password. */
public class StaffAccounts implements UserDetailsService {
    private static final int PASSWORD_BYTES = 15;
    private final JdbcClient jdbc;
    private final PasswordEncoder encoder;
    private final RandomGenerator random;
    private final FirstLoginFile firstLogin;
    private final String service;

    StaffAccounts(JdbcClient jdbc, PasswordEncoder encoder, RandomGenerator random, FirstLoginFile firstLogin,
            String service) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.random = random;
        this.firstLogin = firstLogin;
        this.service = service;
    }

    /**
     * Makes the account if there is none of that name; its random password goes to the first-login file before the
     * account is committed, so a crash in between leaves at worst a line that opens nothing.
     *
     * @param tenant authority or organisation, such as {@code labour-office}
     * @param username unique within the service
     * @param role such as {@code CASEWORKER}
     * @return true when it was made now
     */
    @Transactional
    public boolean ensure(String tenant, String username, String role) {
        if (!tenant.matches("[a-z][a-z0-9-]{0,62}") || !username.matches("[a-z][a-z0-9._-]{0,62}")
                || !role.matches("[A-Z][A-Z_]{0,31}")) {
            throw new IllegalArgumentException("tenant, user name or role is not a plain word");
        }
        if (find(username).isPresent()) {
            return false;
        }
        String password = randomPassword();
        int made = jdbc.sql("""
                insert into staff_account (username, tenant, password_hash, roles) values (?, ?, ?, ?)
                on conflict do nothing""")
                .params(username, tenant, String.valueOf(encoder.encode(password)), role)
                .update();
        if (made == 1) {
            firstLogin.append(service, tenant, username, password);
        }
        return made == 1;
    }

    @Override
    public StaffMember loadUserByUsername(String username) {
        return find(username).orElseThrow(() -> UsernameNotFoundException.fromUsername(username));
    }

    private Optional<StaffMember> find(String username) {
        return jdbc.sql("select username, tenant, roles, password_hash from staff_account where username = ?")
                .param(username)
                .query((row, number) -> new StaffMember(row.getString(1), row.getString(2),
                        Set.of(row.getString(3).split(" ")), row.getString(4)))
                .optional();
    }

    private String randomPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
