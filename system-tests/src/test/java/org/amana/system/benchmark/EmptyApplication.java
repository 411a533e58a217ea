package org.amana.system.benchmark;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;

/** The yardstick of start-up and memory: a Spring Boot web application that does nothing. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({TomcatServletWebServerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class})
public class EmptyApplication {

    /** Serves until it is stopped; prints {@code ready <port> .} once it answers. */
    public static void main(String[] arguments) {
        var context = SpringApplication.run(EmptyApplication.class, "--server.port=0", "--spring.main.banner-mode=off",
                "--spring.config.location=optional:classpath:/none/", "--logging.level.root=off");
        System.out.println("ready " + context.getEnvironment().getRequiredProperty("local.server.port") + " .");
    }
}
