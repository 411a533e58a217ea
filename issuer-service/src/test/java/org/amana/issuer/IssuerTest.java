package org.amana.issuer;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.amana.support.ServiceTest;
import org.amana.support.TestServices;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** A test with the whole issuer running beside a development certificate authority; tests of this kind share one service. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ServiceTest
@ContextConfiguration(initializers = {TestServices.class, DevelopmentTrust.class})
@TestPropertySource(locations = "classpath:offices.properties", properties = "amana.issuer.status.publication-interval=PT1M")
@Import({TestTime.class, Offices.class})
@interface IssuerTest {}
