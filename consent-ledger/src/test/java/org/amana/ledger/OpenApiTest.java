package org.amana.ledger;

import org.amana.support.openapi.OpenApiContract;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The API document of the ledger. */
@LedgerTest
class OpenApiTest extends OpenApiContract {
    @Autowired
    private ApplicationContext service;

    @Override
    protected ApplicationContext service() {
        return service;
    }
}
