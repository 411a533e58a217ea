package org.amana.system.gallery;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/**
 * A route of a page controller, found in the compiled classes of all services, such as
 * {@code wallet GET /{language}/home}.
 *
 * @param service second part of the package name: {@code issuer}, {@code wallet}, {@code verifier}, {@code ledger},
 *     {@code support}
 */
record PageRoute(String service, String method, String path) implements Comparable<PageRoute> {

    /** Controllers of tests stand here. */
    private static final String SAMPLES = "org.amana.support.sample.";

    /** Every route whose handler names a page, in order. */
    static List<PageRoute> ofTheProduct() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        List<PageRoute> routes = new ArrayList<>();
        for (BeanDefinition found : scanner.findCandidateComponents("org.amana")) {
            String name = String.valueOf(found.getBeanClassName());
            if (!name.startsWith(SAMPLES)) {
                addRoutes(ClassUtils.resolveClassName(name, PageRoute.class.getClassLoader()), routes);
            }
        }
        return routes.stream().sorted().toList();
    }

    private static void addRoutes(Class<?> controller, List<PageRoute> routes) {
        if (AnnotatedElementUtils.hasAnnotation(controller, ResponseBody.class)) {
            return;
        }
        RequestMapping above = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        for (Method handler : controller.getDeclaredMethods()) {
            RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler, RequestMapping.class);
            if (mapping == null || !namesAPage(handler)) {
                continue;
            }
            for (String before : paths(above == null ? new String[0] : above.path())) {
                for (String path : paths(mapping.path())) {
                    for (String method : methods(mapping.method())) {
                        routes.add(new PageRoute(service(controller), method, before + path));
                    }
                }
            }
        }
    }

    private static String service(Class<?> controller) {
        String below = controller.getPackageName().substring("org.amana.".length());
        return below.substring(0, below.indexOf('.'));
    }

    private static boolean namesAPage(Method handler) {
        return (handler.getReturnType() == String.class || handler.getReturnType() == ModelAndView.class)
                && !AnnotatedElementUtils.hasAnnotation(handler, ResponseBody.class);
    }

    private static List<String> paths(String[] paths) {
        return paths.length == 0 ? List.of("") : List.of(paths);
    }

    private static List<String> methods(RequestMethod[] methods) {
        return methods.length == 0 ? List.of("GET") : Arrays.stream(methods).map(RequestMethod::name).toList();
    }

    @Override
    public int compareTo(PageRoute other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return service + " " + method + " " + path;
    }
}
