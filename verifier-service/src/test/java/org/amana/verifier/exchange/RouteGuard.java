package org.amana.verifier.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.springframework.util.ClassUtils;

/**
 * Walks the models of all routes. What it does not know is a way round: a step is a bean of the three, and nothing else,
 * for most other steps can name an endpoint when they run.
 */
final class RouteGuard {
    private static final Set<Class<?>> BEANS = Set.of(AskSource.class, ReadRelease.class, ConcludeExchange.class);
    private static final Set<String> COMPONENTS = Set.of("direct", "bean");

    private RouteGuard() {}

    /** A sentence for each way round; none when there is none. */
    static List<String> violations(CamelContext context) {
        var found = new ArrayList<String>();
        var camel = (DefaultCamelContext) context;
        for (RouteDefinition route : camel.getRouteDefinitions()) {
            String from = route.getInput().getEndpointUri();
            if (!from.startsWith("direct:"))
                found.add("begins at " + from);
            walk(route.getOutputs(), found);
        }
        camel.getComponentNames()
                .stream()
                .filter(name -> !COMPONENTS.contains(name))
                .forEach(name -> found.add("component " + name));
        camel.getEndpoints()
                .stream()
                .map(endpoint -> endpoint.getEndpointUri())
                .filter(uri -> !uri.startsWith("direct:"))
                .forEach(uri -> found.add("endpoint " + uri));
        return found;
    }

    private static void walk(List<ProcessorDefinition<?>> steps, List<String> found) {
        for (ProcessorDefinition<?> step : steps) {
            if (!(step instanceof BeanDefinition bean))
                found.add("step " + step.getShortName());
            else if (bean.getBean() == null || !BEANS.contains(ClassUtils.getUserClass(bean.getBean())))
                found.add("bean " + bean.getLabel());
            walk(step.getOutputs(), found);
        }
    }
}
