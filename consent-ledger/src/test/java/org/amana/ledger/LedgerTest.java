package org.amana.ledger;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.amana.support.ServiceTest;
import org.springframework.test.context.TestPropertySource;

/** A test with the whole ledger running; all such tests share one, so each brings its own keys and records. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ServiceTest
@TestPropertySource(properties = {"amana.ledger.notices.first-retry=50ms", "amana.ledger.notices.max-retry=400ms",
        "amana.ledger.register-import=always"})
public @interface LedgerTest {}
