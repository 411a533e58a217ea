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

/** A test with the whole issuer beside a ledger and the register of the recognition office, both of which can misbehave. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ServiceTest
@ContextConfiguration(initializers = {TestServices.class, DevelopmentTrust.class, ReleaseWorld.class})
@TestPropertySource(locations = "classpath:offices-release.properties")
@Import({TestTime.class, Offices.class, ReleaseDriver.class, FakeTopics.class})
public @interface ReleaseTest {}
