package org.amana.verifier;

import org.amana.support.openapi.OpenApiContract;
import org.amana.verifier.testing.TestWorld;
import org.springframework.context.ApplicationContext;

/** The API document of the verifier. */
class OpenApiTest extends OpenApiContract {
    @Override
    protected ApplicationContext service() {
        return TestWorld.sharedBench().world.service();
    }
}
