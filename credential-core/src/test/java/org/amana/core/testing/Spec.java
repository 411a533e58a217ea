package org.amana.core.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sections of specifications that a test holds; {@code docs/spec-coverage.md} is made from these.
 *
 * <pre>
 * &#64;Spec({"OID4VCI-1FINAL-8.3.1.2", "RFC9449-4.3"})
 * </pre>
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Spec {
    /** Ids as the conformance suite of the OpenID Foundation writes them. */
    String[] value();
}
