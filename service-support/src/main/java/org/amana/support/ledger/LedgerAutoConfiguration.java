package org.amana.support.ledger;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.amana.core.http.HttpPeer;
import org.amana.core.trust.ChainValidator;
import org.amana.support.peer.ServiceTokenSigner;
import org.amana.support.settings.AmanaProperties;
import org.amana.support.trust.AnchorFiles;
import org.amana.support.trust.TrustListSource;
import org.amana.support.web.ProblemAnswer;
import org.amana.support.web.ProblemMapping;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The ledger's client and the trust list, for every service. */
@AutoConfiguration(afterName = {"org.amana.support.outbound.OutboundAutoConfiguration",
        "org.amana.support.peer.PeerAutoConfiguration"})
class LedgerAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    LedgerClient ledgerClient(HttpPeer http, ServiceTokenSigner signer, AmanaProperties amana) {
        return new LedgerClient(http, signer, amana.peers().ledger());
    }

    @Bean
    @ConditionalOnMissingBean
    ChainValidator chainValidator() {
        return new ChainValidator();
    }

    @Bean
    @ConditionalOnMissingBean
    TrustListSource trustListSource(LedgerClient ledger, ChainValidator chains, Clock clock, AmanaProperties amana) {
        Path trustDir = amana.trust().dir();
        return new TrustListSource(ledger::trustList, () -> AnchorFiles.read(trustDir, "registrar"), chains, clock,
                amana.trust().refresh());
    }

    @Bean
    @ConditionalOnMissingBean
    Ledgers ledgers(LedgerClient home, TrustListSource trust, HttpPeer http, ServiceTokenSigner signer,
                    AmanaProperties amana) {
        return new Ledgers(home, trust::current, http, signer, Optional.ofNullable(amana.peers().nodeName()));
    }

    @Bean
    ProblemMapping ledgerProblems() {
        return problem -> problem instanceof LedgerProblem ledger
                ? Optional.of(answer(ledger).with("shared", false))
                : Optional.empty();
    }

    private static ProblemAnswer answer(LedgerProblem problem) {
        return switch (problem) {
            case LedgerProblem.Unavailable away -> ProblemAnswer.of(503, "The ledger cannot be reached", away);
            case LedgerProblem.Refused refused -> ProblemAnswer.of(422, "The ledger refused", refused);
            case LedgerProblem.NotTrusted untrusted ->
                ProblemAnswer.of(422, "The ledger is not trusted", untrusted);
            case LedgerProblem.UnexpectedAnswer other -> ProblemAnswer.of(502,
                    "The ledger answered otherwise than documented", other);
        };
    }
}
