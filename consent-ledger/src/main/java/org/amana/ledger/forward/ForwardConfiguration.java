package org.amana.ledger.forward;

import java.util.List;
import java.util.stream.Stream;
import org.amana.core.http.HttpPeer;
import org.amana.ledger.log.Sequencer;
import org.amana.support.peer.ServiceEndpoints;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

@Configuration(proxyBeanMethods = false)
class ForwardConfiguration {
    /** After the cap on bodies, before whatever looks at tokens: those are good once, at the process that acts on them. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    FilterRegistrationBean<ForwardFilter> forwardFilter(Sequencer sequencer, HttpPeer peer,
                                                        ObjectProvider<ServiceEndpoints> endpoints) {
        var filter = new ForwardFilter(commands(endpoints.stream()), sequencer::leader, new AskLeader(peer));
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns("/v1/*");
        registration.setOrder(ORDER);
        return registration;
    }

    /** All that services may do but read, and what a person asks for with a signature of their own. */
    static RequestMatcher commands(Stream<ServiceEndpoints> endpoints) {
        Stream<RequestMatcher> ofServices = endpoints.flatMap(some -> some.rules().stream())
                .filter(rule -> !rule.method().equals(HttpMethod.GET))
                .map(rule -> PathPatternRequestMatcher.withDefaults().matcher(rule.method(), rule.pattern()));
        Stream<RequestMatcher> ofPersons = Stream.of("/v1/subject/erasure", "/v1/subject/openings")
                .map(path -> PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path));
        List<RequestMatcher> all = Stream.concat(ofServices, ofPersons).toList();
        return new OrRequestMatcher(all);
    }
}
