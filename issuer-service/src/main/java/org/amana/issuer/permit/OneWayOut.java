package org.amana.issuer.permit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/**
 * Walks the route models of a context and finds whatever could take a message elsewhere than through the way out. It
 * knows the few steps that are allowed; any other, also one that Camel may bring one day, is a finding.
 *
 * @param entry the one address messages come in by
 * @param steps the one bean that works on them
 */
public record OneWayOut(String entry, Class<?> steps) {
    private static final Set<Class<?>> HARMLESS = Set.of(TryDefinition.class, CatchDefinition.class,
            FinallyDefinition.class);

    /**
     * Refuses a context that has another way out.
     *
     * @throws IllegalStateException which names them all
     */
    public void require(ModelCamelContext context) {
        List<String> findings = findings(context);
        if (!findings.isEmpty()) {
            throw new IllegalStateException("data could leave another way: " + String.join("; ", findings));
        }
    }

    /** Every way round, each in a few words. */
    public List<String> findings(ModelCamelContext context) {
        var findings = new ArrayList<String>();
        if (!context.getRouteTemplateDefinitions().isEmpty() || !context.getRestDefinitions().isEmpty()
                || !context.getRouteConfigurationDefinitions().isEmpty()) {
            findings.add("route templates, route configurations or REST definitions");
        }
        context.getRouteDefinitions().forEach(route -> walk(route, findings));
        return List.copyOf(findings);
    }

    private void walk(RouteDefinition route, List<String> findings) {
        String from = route.getInput() == null ? "nowhere" : String.valueOf(route.getInput().getEndpointUri());
        if (!from.equals(entry)) {
            findings.add("from " + from);
        }
        if (!(route.getErrorHandlerFactory() instanceof NoErrorHandlerDefinition)) {
            findings.add("an error handler, which may send elsewhere");
        }
        if (route.getRoutePolicies() != null && !route.getRoutePolicies().isEmpty()) {
            findings.add("a route policy");
        }
        route.getOutputs().forEach(step -> walk(step, findings));
    }

    private void walk(ProcessorDefinition<?> step, List<String> findings) {
        if (!isAllowed(step)) {
            findings.add(step.getShortName() + " " + step.getLabel());
        }
        step.getOutputs().forEach(inner -> walk(inner, findings));
    }

    private boolean isAllowed(ProcessorDefinition<?> step) {
        Class<?> kind = step.getClass();
        if (kind == BeanDefinition.class) {
            BeanDefinition bean = (BeanDefinition) step;
            return bean.getBean() != null && bean.getBean().getClass() == steps;
        }
        if (kind == ToDefinition.class) {
            return ((ToDefinition) step).getEndpointUri().equals(PermittedComponent.URI);
        }
        return HARMLESS.contains(kind);
    }
}
