package org.amana.issuer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.amana.support.ServiceTest;
import org.amana.support.TestServices;
import org.springframework.test.context.ContextConfiguration;

/** A test with the whole issuer running beside a development certificate authority. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ServiceTest
@ContextConfiguration(initializers = {TestServices.class, DevelopmentTrust.class})
@interface IssuerTest {}
