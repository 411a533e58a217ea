package org.amana.support.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Headers of every answer of every filter chain (Spring Security applies a {@code Customizer<HttpSecurity>} bean to all).
 * The policy allows no inline script or style, and Trusted Types closes the ways from text to script; {@code data:} images
 * are portraits of credentials.
 *
 * @param contentSecurityPolicy value of the header of that name; the service's own part
 * @param permissionsPolicy value of the header of that name
 * @param strictTransportSecurity whether answers over TLS tell browsers to come by TLS alone for a year; browsers apply
 *        that to every port of a host and forgive no certificate, so it is nothing for trying out
 */
@ConfigurationProperties("amana.headers")
record SecurityHeaders(@DefaultValue(SecurityHeaders.STRICT) String contentSecurityPolicy,
                       @DefaultValue(SecurityHeaders.PERMISSIONS) String permissionsPolicy,
                       @DefaultValue("true") boolean strictTransportSecurity)
        implements
            Customizer<HttpSecurity> {
    static final String STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
            + "font-src 'self'; connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; worker-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types amana";
    static final String PERMISSIONS = "camera=(self), publickey-credentials-create=(self), "
            + "publickey-credentials-get=(self), geolocation=(), microphone=(), payment=(), usb=()";

    @Override
    public void customize(HttpSecurity http) {
        if (!strictTransportSecurity) {
            http.headers(headers -> headers.httpStrictTransportSecurity(hsts -> hsts.disable()));
        }
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(contentSecurityPolicy))
                .frameOptions(frame -> frame.deny())
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions -> permissions.policy(permissionsPolicy))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)));
    }
}
