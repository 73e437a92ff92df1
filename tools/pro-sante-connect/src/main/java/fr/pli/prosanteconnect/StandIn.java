package fr.pli.prosanteconnect;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The wiring. It names every bean and scans nothing, so that another application in the same JVM neither changes it nor is changed. */
@Configuration(proxyBeanMethods = false)
@Import({OAuth.class, OAuthClients.class})
@EnableWebMvc
@EnableWebSecurity
class StandIn {

    @Bean
    static Realm realm(Options options) {
        return new Realm(options);
    }

    @Bean
    static Keys keys() {
        return new Keys();
    }

    @Bean
    static Mint mint(Realm realm, Keys keys) {
        return new Mint(realm, keys);
    }

    @Bean
    static Examination examination(Realm realm, Keys keys) {
        return new Examination(realm, keys);
    }

    @Bean
    static Tomcat tomcat(Options options) {
        return new Tomcat(options);
    }

    @Bean
    static TomcatServletWebServerFactory webServer(Tomcat tomcat) {
        return tomcat.factory();
    }

    @Bean
    static DispatcherServlet dispatcherServlet() {
        return new DispatcherServlet();
    }

    @Bean
    static Porter porter(Tomcat tomcat) {
        return new Porter(tomcat);
    }

    @Bean
    static Switches switches(Realm realm, Keys keys, Mint mint, Examination examination, Porter porter) {
        return new Switches(realm, keys, mint, examination, porter);
    }

    @Bean
    static RealmEndpoints realmEndpoints(Realm realm, Keys keys, Examination examination) {
        return new RealmEndpoints(realm, keys, examination);
    }

    @Bean
    static LoginPage loginPage(Realm realm) {
        return new LoginPage(realm);
    }

    @Bean
    static TestApi testApi(Switches switches, Realm realm) {
        return new TestApi(switches, realm);
    }
}
