package fr.pli.imap;

import static org.assertj.core.api.Assertions.assertThat;

import fr.pli.mime.ScannedMessage;
import org.junit.jupiter.api.Test;

class DescriptionWriterTest {

    private static final ScannedMessage NESTED = ScannedMessage.of("""
            Date: Wed, 17 Jul 1996 02:23:25 -0700
            From: Terry Gray <gray@cac.washington.edu>
            Subject: IMAP4rev1 WG mtg summary and "minutes"
            To: imap@cac.washington.edu
            Cc: minutes@cnri.reston.va.us, John Klensin <klensin@mit.edu>
            Message-Id: <B27397@cac.washington.edu>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b
            Content-Language: fr, en

            --b
            Content-Type: TEXT/plain; charset="UTF-8"; format=flowed
            Content-Transfer-Encoding: quoted-printable

            one
            two
            --b
            Content-Type: message/rfc822
            Content-Disposition: attachment; filename="a \\"b\\".eml"

            From: a@b
            Subject: inside

            text
            --b
            Content-Type: application/pdf
            Content-ID: <id@x>
            Content-Description: a document
            Content-Transfer-Encoding: BASE64
            Content-MD5: Q2hlY2s=
            Content-Location: x.pdf

            JVBERi0=
            --b--
            """);

    @Test
    void envelope() {
        assertThat(DescriptionWriter.envelope(NESTED.root(), false)).isEqualTo("""
                        ("Wed, 17 Jul 1996 02:23:25 -0700" "IMAP4rev1 WG mtg summary and \\"minutes\\"" \
                        (("Terry Gray" NIL "gray" "cac.washington.edu")) \
                        (("Terry Gray" NIL "gray" "cac.washington.edu")) \
                        (("Terry Gray" NIL "gray" "cac.washington.edu")) \
                        ((NIL NIL "imap" "cac.washington.edu")) \
                        ((NIL NIL "minutes" "cnri.reston.va.us")("John Klensin" NIL "klensin" "mit.edu")) \
                        NIL NIL "<B27397@cac.washington.edu>")""");
    }

    @Test
    void envelope_of_nothing() {
        assertThat(DescriptionWriter.envelope(ScannedMessage.of("").root(), false))
                .isEqualTo("(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)");
    }

    @Test
    void group_in_an_envelope() {
        ScannedMessage message = ScannedMessage.of("To: team: a@b;\n\n");
        assertThat(DescriptionWriter.envelope(message.root(), false))
                .contains("((NIL NIL \"team\" NIL)(NIL NIL \"a\" \"b\")(NIL NIL NIL NIL))");
    }

    @Test
    void body_has_no_extension_data() {
        assertThat(DescriptionWriter.body(NESTED.index(), false, false)).isEqualTo("""
                        (("TEXT" "plain" ("charset" "UTF-8" "format" "flowed") NIL NIL "quoted-printable" 8 2)\
                        ("message" "rfc822" NIL NIL NIL "7bit" 34 \
                        (NIL "inside" ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) NIL NIL NIL NIL NIL) \
                        ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 1) 4)\
                        ("application" "pdf" NIL "<id@x>" "a document" "base64" 8) \
                        "mixed")""");
    }

    @Test
    void body_structure_has_all() {
        assertThat(DescriptionWriter.bodyStructure(NESTED.index(), false, false))
                .isEqualTo("""
                        (("TEXT" "plain" ("charset" "UTF-8" "format" "flowed") NIL NIL "quoted-printable" 8 2 NIL NIL NIL NIL)\
                        ("message" "rfc822" NIL NIL NIL "7bit" 34 \
                        (NIL "inside" ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) ((NIL NIL "a" "b")) NIL NIL NIL NIL NIL) \
                        ("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 4 1 NIL NIL NIL NIL) 4 \
                        NIL ("attachment" ("filename" "a \\"b\\".eml")) NIL NIL)\
                        ("application" "pdf" NIL "<id@x>" "a document" "base64" 8 "Q2hlY2s=" NIL NIL "x.pdf") \
                        "mixed" ("boundary" "b") NIL ("fr" "en") NIL)""");
    }

    @Test
    void raw_characters_go_as_utf_8_only_to_clients_that_enabled_it() {
        ScannedMessage message = ScannedMessage.of("Subject: réunion\nFrom: Hélène <h@a.fr>\n\n");
        assertThat(DescriptionWriter.envelope(message.root(), true)).contains("\"réunion\"", "\"Hélène\"");
        assertThat(DescriptionWriter.envelope(message.root(), false))
                .contains("\"=?utf-8?B?csOpdW5pb24=?=\"", "\"=?utf-8?B?SMOpbMOobmU=?=\"")
                .matches("\\p{ASCII}*");
    }

    @Test
    void message_in_base64_keeps_its_name() {
        ScannedMessage message = ScannedMessage.of(
                "Content-Type: message/rfc822; name=\"lettre.eml\"\nContent-Transfer-Encoding: base64\n\nU3ViamVjdDogeA==\n");
        assertThat(DescriptionWriter.bodyStructure(message.index(), false, false))
                .startsWith("(\"application\" \"octet-stream\" (\"name\" \"lettre.eml\") NIL NIL \"base64\"");
    }

    @Test
    void message_global_is_a_message_to_clients_of_rev2_only() {
        ScannedMessage message = ScannedMessage.of("Content-Type: message/global\n\nSubject: x\n\ny\n");
        assertThat(DescriptionWriter.bodyStructure(message.index(), true, true)).contains("(NIL \"x\" NIL");
        for (boolean utf8 : new boolean[] {true, false}) {
            assertThat(DescriptionWriter.bodyStructure(message.index(), utf8, false))
                    .isEqualTo("(\"message\" \"global\" NIL NIL NIL \"7bit\" 17 NIL NIL NIL NIL)");
            assertThat(DescriptionWriter.body(message.index(), utf8, false))
                    .isEqualTo("(\"message\" \"global\" NIL NIL NIL \"7bit\" 17)");
        }
    }
}
