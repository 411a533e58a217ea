package org.amana.support.openapi;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The handlers of a running service: those that answer programs, and those that render pages for people. */
final class JsonHandlers {
    private static final String BODY = ResponseBody.class.getName();
    private final Map<RequestMappingInfo, HandlerMethod> handlers;

    private JsonHandlers(Map<RequestMappingInfo, HandlerMethod> handlers) {
        this.handlers = handlers;
    }

    static JsonHandlers of(ApplicationContext service) {
        return new JsonHandlers(
                service.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods());
    }

    /** {@code GET /{authority}/offers/{reference}} of each handler whose return value is the body. */
    Set<String> forPrograms() {
        return operations(JsonHandlers::writesBody);
    }

    /** The same of each handler that renders a template or downloads a file from a page. */
    Set<String> forPeople() {
        return operations(handler -> !writesBody(handler));
    }

    /** Parameters that the service fills itself, such as the signed-in member of staff. */
    List<Class<?>> ownParameters() {
        return handlers.values()
                .stream()
                .filter(JsonHandlers::writesBody)
                .flatMap(handler -> Arrays.stream(handler.getMethodParameters()))
                .filter(parameter -> !parameter.hasParameterAnnotation(PathVariable.class)
                        && !parameter.hasParameterAnnotation(RequestParam.class)
                        && !parameter.hasParameterAnnotation(RequestHeader.class)
                        && !parameter.hasParameterAnnotation(RequestBody.class))
                .<Class<?>>map(parameter -> parameter.getParameterType())
                .distinct()
                .toList();
    }

    /** A path as OpenAPI writes it: no patterns in variables, and one for "whatever follows". */
    static String published(String pattern) {
        return pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*\\})*\\}", "{$1}").replace("/**", "/{path}");
    }

    private Set<String> operations(Predicate<HandlerMethod> wanted) {
        var found = new TreeSet<String>();
        handlers.forEach((mapping, handler) -> {
            boolean ours = handler.getBeanType().getName().startsWith("org.amana.");
            if (ours && wanted.test(handler)) {
                mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapping.getPatternValues()
                                .forEach(pattern -> found.add(method + " " + published(pattern))));
            }
        });
        return found;
    }

    private static boolean writesBody(HandlerMethod handler) {
        return AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)
                || AnnotatedElementUtils.isAnnotated(handler.getMethod(), BODY);
    }
}
