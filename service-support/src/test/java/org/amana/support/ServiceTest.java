package org.amana.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test with the whole service running as in production: its main method, its settings, real HTTP on a free port
 * ({@code amana.base-url} names it), a database and a data folder of its own.
 *
 * <pre>
 * &#64;ServiceTest
 * class OffersTest { &#64;Value("${amana.base-url}") String baseUrl; … }
 * </pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(useMainMethod = UseMainMethod.ALWAYS, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestServices.class)
public @interface ServiceTest {}
