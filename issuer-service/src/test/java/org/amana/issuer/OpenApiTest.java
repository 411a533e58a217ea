package org.amana.issuer;

import java.util.Set;
import org.amana.support.openapi.OpenApiContract;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The API document of the issuer. */
@IssuerTest
class OpenApiTest extends OpenApiContract {
    @Autowired
    private ApplicationContext service;

    @Override
    protected ApplicationContext service() {
        return service;
    }

    @Override
    protected Set<String> answeredByFilters() {
        return Set.of("POST /{authority}/oauth2/token", "GET /{authority}/oauth2/jwks");
    }
}
