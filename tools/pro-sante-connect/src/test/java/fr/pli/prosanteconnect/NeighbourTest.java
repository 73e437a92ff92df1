package fr.pli.prosanteconnect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** The stand-in beside others in one JVM. {@code application.properties} of the tests would spoil it if it were read. */
class NeighbourTest {

    @Configuration(proxyBeanMethods = false)
    static class Neighbour {}

    @Test
    void another_application_and_the_stand_in_leave_each_other_alone() throws Exception {
        try (ConfigurableApplicationContext neighbour = SpringApplication.run(
                        Neighbour.class, "--logging.level.root=WARN", "--spring.main.banner-mode=off");
                ProSanteConnect psc = ProSanteConnect.start(Options.defaults());
                Browser browser = new Browser(psc)) {
            assertThat(browser.get(psc.discovery()).statusCode()).isEqualTo(200);
            assertThat(neighbour.getBeanNamesForType(Realm.class)).isEmpty();
            assertThat(LoggerFactory.getLogger("fr.pli").isDebugEnabled()).isFalse();
        }
    }

    @Test
    void two_of_them_have_nothing_in_common() throws Exception {
        try (ProSanteConnect one = ProSanteConnect.start(Options.defaults());
                ProSanteConnect other = ProSanteConnect.start(Options.defaults());
                Browser browser = new Browser(one)) {
            one.outage(Outage.REFUSED);
            assertThat(browser.get(other.discovery()).statusCode()).isEqualTo(200);
        }
    }
}
