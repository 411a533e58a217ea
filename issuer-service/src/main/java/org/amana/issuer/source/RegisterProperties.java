package org.amana.issuer.source;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The register import.
 *
 * @param maxFileSize largest accepted CSV file
 */
@ConfigurationProperties("amana.issuer.register")
record RegisterProperties(@DefaultValue("20MB") DataSize maxFileSize) {}
