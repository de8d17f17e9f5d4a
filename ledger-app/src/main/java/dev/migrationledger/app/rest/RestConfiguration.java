package dev.migrationledger.app.rest;

import java.util.concurrent.Executors;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The parts of the server, named one by one; nothing is found by scanning or by auto-configuration. */
@Configuration(proxyBeanMethods = false)
@EnableWebMvc
@Import({EventPages.class, EventStream.class, Health.class, Errors.class})
class RestConfiguration {

    /** A thread for each request costs little: streams keep theirs for hours. */
    @Bean
    TomcatServletWebServerFactory server(Listen listen) {
        var factory = new TomcatServletWebServerFactory(listen.port());
        factory.setAddress(listen.address());
        factory.setShutdown(Shutdown.GRACEFUL);
        factory.setServerHeader("migration-ledger");
        factory.addContextCustomizers(context -> context.getParent().getPipeline().addValve(silent()));
        factory.addProtocolHandlerCustomizers(protocol -> {
            protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            if (protocol instanceof AbstractProtocol<?> tcp) {
                tcp.setConnectionTimeout((int) listen.patience().toMillis());
            }
        });
        return factory;
    }

    /** Requests that never reach us are answered without a word about what answers. */
    private static ErrorReportValve silent() {
        var valve = new ErrorReportValve();
        valve.setShowReport(false);
        valve.setShowServerInfo(false);
        return valve;
    }

    @Bean
    DispatcherServlet dispatcherServlet() {
        return new DispatcherServlet();
    }

    @Bean
    DispatcherServletRegistrationBean dispatcherServletRegistration(DispatcherServlet servlet) {
        return new DispatcherServletRegistrationBean(servlet, "/");
    }

    @Bean
    FilterRegistrationBean<Access> access(Listen listen) {
        var registration = new FilterRegistrationBean<>(new Access(listen.token()));
        registration.addUrlPatterns("/*");
        return registration;
    }
}
