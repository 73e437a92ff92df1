package fr.pli.annuaire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameServerTest {

    private static final SameServer SERVER = new SameServer(URI.create("https://gateway.api.esante.gouv.fr/fhir/v2/"));

    @ParameterizedTest
    @CsvSource({
        "https://gateway.api.esante.gouv.fr/fhir/v2?_getpages=1, https://gateway.api.esante.gouv.fr/fhir/v2?_getpages=1",
        "https://gateway.api.esante.gouv.fr/fhir/v2/?_getpages=1, https://gateway.api.esante.gouv.fr/fhir/v2/?_getpages=1",
        "?_getpages=1, https://gateway.api.esante.gouv.fr/fhir/v2/?_getpages=1",
        "Practitioner?_page_token=1, https://gateway.api.esante.gouv.fr/fhir/v2/Practitioner?_page_token=1",
        "HTTPS://Gateway.API.esante.gouv.fr:443/fhir/v2/Practitioner, HTTPS://Gateway.API.esante.gouv.fr:443/fhir/v2/Practitioner",
        "/fhir/v2/Practitioner?x=../.., https://gateway.api.esante.gouv.fr/fhir/v2/Practitioner?x=../..",
    })
    void page_at_or_below_the_base_is_of_the_server(String link, URI address) {
        assertThat(SERVER.resolve(link)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gateway.api.esante.gouv.fr/fhir/v2?_getpages=1",
                "https://gateway.api.esante.gouv.fr:8443/fhir/v2?_getpages=1",
                "https://autre.example/fhir/v2?_getpages=1",
                "https://gateway.api.esante.gouv.fr.autre.example/fhir/v2?_getpages=1",
                "https://x@gateway.api.esante.gouv.fr/fhir/v2?_getpages=1",
                "https://gateway.api.esante.gouv.fr@autre.example/fhir/v2?_getpages=1",
                "https://gateway.api.esante.gouv.fr/fhir/v1?_getpages=1",
                "https://gateway.api.esante.gouv.fr/fhir/v2bis/?_getpages=1",
                "https://gateway.api.esante.gouv.fr/fhir/v2/../admin",
                "https://gateway.api.esante.gouv.fr/fhir/v2/%2e%2e/admin",
                "https://gateway.api.esante.gouv.fr/fhir/v2/x%2f..%2f..%2fadmin",
                "https://gateway.api.esante.gouv.fr/fhir/v2/..%5cadmin",
                "https:///fhir/v2/x",
                "//autre.example/fhir/v2/x",
                "/x",
                "file:/fhir/v2/x",
                "http://[",
            })
    void page_elsewhere_is_not(String link) {
        assertThat(SERVER.resolve(link)).isEmpty();
    }
}
