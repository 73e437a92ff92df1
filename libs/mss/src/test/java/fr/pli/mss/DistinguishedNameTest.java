package fr.pli.mss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistinguishedNameTest {

    private static final String PLAIN = "CN=mss.ch-a.fr,OU=1330781295,O=C.H. DE CADILLAC,ST=Gironde (33),C=FR";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cn=MSS.ch-a.fr,OU=1330781295,O=C.H. DE CADILLAC,ST=Gironde (33),C=fr",
                "CN=mss.ch-a.fr, OU=1330781295, O=C.H. DE CADILLAC, ST=Gironde (33), C=FR",
                "CN=mss.ch-a.fr,OU=1330781295,O=\"C.H. DE  CADILLAC\",ST=Gironde (33),C=FR",
                "CN=mss.ch-a.fr,OU=1330781295,O=C.H.\u00a0DE CADILLAC,ST=Gironde (33),C=FR",
                "CN=mss.ch-a.fr,OU=1330781295,O=C.H. DE CADILLAC,L=Gironde (33),C=FR",
                " CN = mss.ch-a.fr ; OU=1330781295;O=C.H. DE CADILLAC;ST=Gironde (33);C=FR "
            })
    void what_the_published_list_does_to_a_name_leaves_it_the_same(String text) {
        assertThat(DistinguishedName.parse(text)).isEqualTo(DistinguishedName.parse(PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=mss.ch-b.fr,OU=1330781295,O=C.H. DE CADILLAC,ST=Gironde (33),C=FR",
                "CN=mss.ch-a.fr,OU=1330781296,O=C.H. DE CADILLAC,ST=Gironde (33),C=FR",
                "OU=1330781295,CN=mss.ch-a.fr,O=C.H. DE CADILLAC,ST=Gironde (33),C=FR",
                "CN=mss.ch-a.fr,OU=1330781295,O=C.H. DE CADILLAC,ST=Gironde (33)"
            })
    void another_value_order_or_length_makes_another_name(String text) {
        assertThat(DistinguishedName.parse(text)).isNotEqualTo(DistinguishedName.parse(PLAIN));
    }

    @Test
    void quotes_inside_a_value_are_those_of_the_certificate() {
        X500Principal certificate =
                new X500Principal("CN=mss.hopital.fr,OU=1670000033,O=CRLCC \\\"PAUL STRAUSS\\\",ST=Bas-Rhin (67),C=FR");
        assertThat(DistinguishedName.of(certificate))
                .isEqualTo(DistinguishedName.parse(
                        "CN=mss.hopital.fr,OU=1670000033,O=CRLCC \"PAUL STRAUSS\",ST=Bas-Rhin (67),C=FR"));
    }

    @Test
    void a_comma_that_a_certificate_has_in_a_value_begins_no_attribute() {
        DistinguishedName name = DistinguishedName.of(new X500Principal("CN=a.fr,O=\"X,OU=1330781295\",C=FR"));
        assertThat(name.first("O")).contains("x,ou=1330781295");
        assertThat(name.first("OU")).isEmpty();
    }

    @Test
    void accents_are_read_as_characters_and_as_octets() {
        assertThat(DistinguishedName.parse("O=H\\C3\\B4pital,C=FR"))
                .isEqualTo(DistinguishedName.parse("O=Hôpital,C=FR"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CN=a\\,b,O=x | CN=a,b,O=x",
                "CN=a\\\\,O=x | CN=a\\,O=x",
                "CN=a\\ | CN=a\\",
                "CN=a\\\"b,O=x | CN=ab,O=x",
                "CN=\\C3\\A9t\\C3\\A9,O=x | CN=été,O=x",
                "CN=\\C3\\A9 | CN=é",
                "CN=\\4a,O=x | CN=j,O=x",
                "CN=\\4,O=x | CN=4,O=x",
                "CN=\\g1,O=x | CN=g1,O=x",
                "CN=\"a, O=b\",C=fr | CN=a, o=b,C=fr",
                "CN=\"a, O=b\" ,C=fr | CN=a, o=b,C=fr",
                "CN=a \"b, O=c\" d,C=fr | CN=a b,O=c d,C=fr",
                "CN=\"a\"b, O=c\",C=fr | CN=ab, o=c,C=fr",
                "CN=a, b,O=x | CN=a, b,O=x",
                "CN=a+OU=b;O=x | CN=a,OU=b,O=x",
                "E=a@b.fr,OID.2.5.4.5=1,S=y | EMAILADDRESS=a@b.fr,2.5.4.5=1,ST=y",
            })
    void escapes_quotes_and_separators_are_read_as_the_certificate_means_them(String text, String read) {
        assertThat(DistinguishedName.parse(text)).hasToString(read);
    }

    @Test
    void length_and_number_of_attributes_are_bounded() {
        String most = "O=a,".repeat(31) + "C=fr";
        assertThat(DistinguishedName.parse(most).attributes()).hasSize(32);
        assertThatThrownBy(() -> DistinguishedName.parse("O=a," + most)).isInstanceOf(MssSyntaxException.class);
        String longest = "CN=" + "a".repeat(2045);
        assertThat(DistinguishedName.parse(longest).attributes()).hasSize(1);
        assertThatThrownBy(() -> DistinguishedName.parse(longest + "a")).isInstanceOf(MssSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mss.ch-a.fr", "CN=", "=x", "CN=\"\",C=FR", "C N=x"})
    void what_names_nobody_is_refused(String text) {
        assertThatThrownBy(() -> DistinguishedName.parse(text)).isInstanceOf(MssSyntaxException.class);
    }
}
