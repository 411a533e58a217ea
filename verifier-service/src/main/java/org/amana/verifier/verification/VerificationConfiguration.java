package org.amana.verifier.verification;

import java.time.Clock;
import org.amana.core.problem.Problem;
import org.amana.core.problem.ProblemException;
import org.amana.core.sdjwt.SdJwtVcVerifier;
import org.amana.core.sdjwt.TypeMetadataSource;
import org.amana.core.trust.ChainValidator;
import org.amana.support.trust.TrustListSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The core's verifiers with this service's clock and trust list. */
@Configuration(proxyBeanMethods = false)
class VerificationConfiguration {
    @Bean
    SdJwtVcVerifier sdJwtVcVerifier(ChainValidator chains, Clock clock) {
        return new SdJwtVcVerifier(chains, TypeMetadataSource.ofSchemas(), clock);
    }

    @Bean
    IssuerTrust issuerTrust(TrustListSource trust) {
        return vct -> {
            try {
                return trust.issuersOf(vct);
            } catch (ProblemException e) {
                throw new ProblemException(new TrustListUnavailable(e.problem().code()), e);
            }
        };
    }

    /** The ledger is away and the last trust list has ended. */
    record TrustListUnavailable(String why) implements Problem {
        @Override
        public String code() {
            return IssuerTrust.UNAVAILABLE;
        }

        @Override
        public String detail() {
            return "whom to believe cannot be looked up now: " + why;
        }
    }
}
